"""A mini site with every feature that reaches the output, in a few files."""

from __future__ import annotations

from tests.conftest import SITE, record

AS_OF = "2026-11-19T04:47"
"""An instant found in no text of the site, so that one in the output came from the build."""

_MORE = """\
review:
  - {step: secrecy, name: 保密审查}
rules: {addresses-recorded: off}
lists: {page_size: 5, whole: 5, newest: 3, feed: 10}
register: on_request
vocabularies:
  genres:
    - {code: lifa, name: 立法计划, aliases: [立法规划]}
links: {trusted: [www.trusted.example]}
"""
_PASSED = [{"step": "secrecy", "result": "pass", "date": "2026-01-04", "by": "某某甲"}]
_BODY = """\
## 一、总则

根据《测试办法》（测府办发〔2026〕2号）和测府办发〔2020〕99号，现予公布，见[办法](./办法.md)、
[目录](/catalog/index.html)、[国务院](https://www.gov.cn/zhengce/)、[外站](https://other.example/a?b=1&c=2)。

| 项目 | 数量 |
| --- | --- |
| 甲 | 1 |

![流程图](通知/流程.png)

附件：[数据](通知/数据.csv)

<p class="signature">测试市人民政府办公室</p>
"""


def _document(number: int, body: str = "正文。", **fields: object) -> str:
    own: dict[str, object] = {
        "slug": None,
        "title": f"测试市人民政府办公室关于事项{number}的通知",
        "index_no": f"SHILIBGS7/2026-{number:05}",
        "doc_no": f"测府办发〔2026〕{number}号",
        "genre": "通知",
        "topics": ["综合政务\\政务公开"],
        "column": "zcwj",
        "issuers": ["bgs"],
        "review": _PASSED,
    }
    return record(body, **own | fields)


def files() -> dict[str, str | bytes]:
    """The site: path → text or bytes."""
    here = "content/bgs/documents/2026"
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    attachments = [
        {"id": "fj1", "title": "数据", "file": "数据.csv"},
        {"title": "附件2 原图", "not_held": "是", "url": "https://www.gov.cn/a.pdf"},
    ]
    made: dict[str, str | bytes] = {
        "site.yaml": SITE + _MORE,
        f"{here}/通知.md": _document(
            1,
            _BODY,
            attachments=attachments,
            forwards=["./办法.md"],
            amends=["测府办发〔2026〕3号"],
            repeals=["./旧文.md"],
            keywords=["测试", "数据"],
            aliases=["old/a.html"],
            editor_note=["编者注一。"],
            valid_to="2030-12-31",
            summary="内容概述。",
            five_open=["管理"],
        ),
        f"{here}/通知/数据.csv": "项目,数量\n甲,1\n",
        f"{here}/通知/流程.png": png,
        f"{here}/办法.md": _document(
            2, "## 第一条\n\n甲。\n\n## 第一条\n\n**乙**、丙。", genre="命令"
        ),
        f"{here}/三.md": _document(3, genre="立法规划", effective="2027-01-01"),
        f"{here}/旧文.md": _document(
            4,
            signed="2009-05-01",
            index_no=None,
            doc_no=None,
            slug="wj-2009-0001",
            valid_to="2012-05-01",
        ),
        f"{here}/撤回.md": _document(
            5, withdrawn={"at": "2026-02-01", "kind": "notice", "reason": "内容有误"}
        ),
        f"{here}/默撤.md": _document(
            6,
            withdrawn={"at": "2026-02-01", "kind": "silent"},
            review=[*_PASSED, {"step": "withdrawal", "result": "pass"}],
        ),
        f"{here}/将来.md": _document(7, published="2027-03-01T09:00"),
        f"{here}/限时.md": _document(8, public_until="2026-06-01"),
        f"{here}/草稿.md": _document(9, status="draft"),
        f"{here}/申请.md": _document(
            10, "", disclosure="依申请公开", published=None, nondisclosure_reason="内部事务信息"
        ),
        f"{here}/旧编码.md": _document(11, "以旧编码保存的正文。").encode("gb18030"),
        f"{here}/中文键.md": (
            "---\n类型: 政府信息\n标题: 中文键的文件\n发布机构: 测试市教育局\n公开属性: 主动公开\n"
            "地址名: wj-2026-0012\n成文日期: 2026年3月1日\n发布日期: 2026年3月2日\n"
            "审查:\n  - {环节: secrecy, 结果: 通过}\n---\n\n正文。\n"
        ),
        "content/bgs/interpretations/2026/解读.md": record(
            "一问一答。",
            kind="interpretation",
            title="关于事项1的解读",
            slug="jd-2026-0001",
            interprets=["SHILIBGS7/2026-00001"],
            form="一问一答",
            review=_PASSED,
        ),
        "content/pages/guide.md": record(
            "## 获取方式\n\n见目录。",
            kind="page",
            title="公开指南",
            slug="disclosure/guide",
            review=_PASSED,
            signed=None,
        ),
        "themes/own/css/tokens.css": ":root { --own: 1 }\n",
        "ledger/addresses.tsv": "catalog/bgs/wj-2009-0001.html\tdocument\tcatalog/bgs/wj-2009-0001\t2026-01-06\n",
        "ledger/numbers.tsv": "SHILIBGS7\t2026\t1\tcatalog/SHILIBGS7/2026-00001\n",
    }
    for number in range(21, 33):
        made[f"content/jyj/documents/2025/{number}.md"] = record(
            f"第{number}号正文，见测府办发〔2026〕1号。",
            agency="jyj",
            title=f"测试市教育局公告第{number}号",
            slug=f"wj-2025-{number:04}",
            signed=f"2025-03-{number}" if number < 32 else "2025-04-01",
            published="2026-01-06",
            genre="公告",
            review=_PASSED,
        )
    made["site.yaml"] = str(made["site.yaml"]) + "theme: own\n"
    return made
