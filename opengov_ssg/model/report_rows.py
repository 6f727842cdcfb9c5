"""The statutory form of the annual report: the rows and columns of its tables, as printed.

国办公开办函〔2021〕30号, tables 2 to 4 (DOMAIN 8.1). Only the form stands here; the numbers are
those of :mod:`opengov_ssg.model.report_tables`.
"""

from __future__ import annotations

from typing import NamedTuple


class Head(NamedTuple):
    """A heading and the headings below it; ``key`` is unique in its table."""

    key: str
    label: str
    below: tuple[Head, ...] = ()


class Line(NamedTuple):
    """A row of the form. ``key`` is what a header calls it, ``groups`` are the headings before its
    printed ``label``, ``name`` is the label without its number."""

    key: str
    label: str
    groups: tuple[Head, ...] = ()
    name: str = ""

    @property
    def field(self) -> str:
        """The key as a name of Python."""
        return self.key.replace(".", "_")

    @property
    def spoken(self) -> str:
        """The label as a message cites it: ``（三）不予公开 1.属于国家秘密``."""
        return " ".join([*(group.label for group in self.groups[1:]), self.label])


FORMAT = "国办公开办函〔2021〕30号"
RESULTS = Head("results", "三、本年度办理结果")
NOTE3 = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def _numbered(key: str, label: str, *names: str) -> list[Line]:
    groups = (RESULTS, Head(key, label))
    return [
        Line(f"{key}.{number}", f"{number}.{name}", groups, name)
        for number, name in enumerate(names, 1)
    ]


LINES3: tuple[Line, ...] = (
    Line("new", "一、本年新收政府信息公开申请数量", name="本年新收"),
    Line("carried_in", "二、上年结转政府信息公开申请数量", name="上年结转"),
    Line("granted", "（一）予以公开", (RESULTS,), "予以公开"),
    Line(
        "partial",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        (RESULTS,),
        "部分公开",
    ),
    *_numbered(
        "denied",
        "（三）不予公开",
        "属于国家秘密",
        "其他法律行政法规禁止公开",
        "危及“三安全一稳定”",
        "保护第三方合法权益",
        "属于三类内部事务信息",
        "属于四类过程性信息",
        "属于行政执法案卷",
        "属于行政查询事项",
    ),
    *_numbered(
        "unable",
        "（四）无法提供",
        "本机关不掌握相关政府信息",
        "没有现成信息需要另行制作",
        "补正后申请内容仍不明确",
    ),
    *_numbered(
        "not_processed",
        "（五）不予处理",
        "信访举报投诉类申请",
        "重复申请",
        "要求提供公开出版物",
        "无正当理由大量反复申请",
        "要求行政机关确认或重新出具已获取信息",
    ),
    *_numbered(
        "other",
        "（六）其他处理",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "其他",
    ),
    Line("total", "（七）总计", (RESULTS,), "总计"),
    Line("carried_out", "四、结转下年度继续办理", name="结转下年度继续办理"),
)
"""The 25 rows of table 3 in the order of the form."""

BY_KEY3 = {line.key: line for line in LINES3}
RESULT_KEYS = tuple(line.key for line in LINES3 if line.groups and line.key != "total")
"""The 21 rows that add up to ``total``."""

APPLICANTS: tuple[Head, ...] = (
    Head("natural", "自然人"),
    Head("commercial", "商业企业"),
    Head("research", "科研机构"),
    Head("public_interest", "社会公益组织"),
    Head("legal_service", "法律服务机构"),
    Head("other", "其他"),
    Head("sum", "总计"),
)
"""The seven columns of table 3; the last is the sum of the six before it."""

OUTCOMES: tuple[Head, ...] = (
    Head("upheld", "结果维持"),
    Head("corrected", "结果纠正"),
    Head("other", "其他结果"),
    Head("pending", "尚未审结"),
    Head("sum", "总计"),
)
"""The five columns of each group of table 4; the last is the sum of the four before it."""

LITIGATION = Head("litigation", "行政诉讼")
LINES4: tuple[Line, ...] = (
    Line("review", "行政复议"),
    Line("direct", "未经复议直接起诉", (LITIGATION,)),
    Line("after_review", "复议后起诉", (LITIGATION,)),
)
"""The three groups of table 4, which the form prints side by side in one row."""

COUNTED = (
    Head("issued", "本年制发件数"),
    Head("repealed", "本年废止件数"),
    Head("in_force", "现行有效件数"),
)
DECIDED = (Head("decided", "本年处理决定数量"),)
CHARGED = (Head("charged", "本年收费金额（单位：万元）"),)

SECTIONS2: tuple[tuple[Head, tuple[Head, ...], tuple[Line, ...]], ...] = (
    (
        Head("item1", "第二十条第（一）项"),
        COUNTED,
        (Line("regulations", "规章"), Line("normative", "行政规范性文件")),
    ),
    (Head("item5", "第二十条第（五）项"), DECIDED, (Line("permits", "行政许可"),)),
    (
        Head("item6", "第二十条第（六）项"),
        DECIDED,
        (Line("penalties", "行政处罚"), Line("coercion", "行政强制")),
    ),
    (Head("item8", "第二十条第（八）项"), CHARGED, (Line("fees", "行政事业性收费"),)),
)
"""Table 2: an item of 条例 Art. 20, the columns that hold for it, its rows."""

HEAD2 = Head("content", "信息内容")
_ORGANISATIONS = Head("organisations", "法人或其他组织", APPLICANTS[1:6])
HEAD3 = (Head("applicants", "申请人情况", (APPLICANTS[0], _ORGANISATIONS, APPLICANTS[6])),)


def _outcomes(line: Line) -> Head:
    below = tuple(Head(f"{line.key}-{one.key}", one.label) for one in OUTCOMES)
    return Head(line.key, line.label, below)


HEAD4 = (
    _outcomes(LINES4[0]),
    Head(LITIGATION.key, LITIGATION.label, (_outcomes(LINES4[1]), _outcomes(LINES4[2]))),
)
