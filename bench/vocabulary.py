"""Fixed words of the synthetic site: agencies of a city that does not exist, topics, genres."""

from __future__ import annotations

from dataclasses import dataclass

from bench.organisation_codes import organisation_code


@dataclass(frozen=True, slots=True)
class Agency:
    """发布机构: its code in addresses, full and short name, 机关代字, organisation code."""

    code: str
    name: str
    short_name: str
    prefix: str
    organisation: str


_AGENCIES = (
    ("zfb", "示例市人民政府办公室", "市政府办公室", "示政办发"),
    ("fgw", "示例市发展和改革委员会", "市发展改革委", "示发改规"),
    ("jyj", "示例市教育局", "市教育局", "示教发"),
    ("kjj", "示例市科学技术局", "市科技局", "示科规"),
    ("gaj", "示例市公安局", "市公安局", "示公发"),
    ("mzj", "示例市民政局", "市民政局", "示民发"),
    ("czj", "示例市财政局", "市财政局", "示财规"),
    ("rsj", "示例市人力资源和社会保障局", "市人力社保局", "示人社发"),
    ("zrj", "示例市自然资源局", "市自然资源局", "示自然资规"),
    ("wjw", "示例市卫生健康委员会", "市卫生健康委", "示卫发"),
)
AGENCIES = tuple(
    Agency(code, name, short, prefix, organisation_code(serial))
    for serial, (code, name, short, prefix) in enumerate(_AGENCIES, 1)
)

# The fifteen 公文种类 in their official order: a genre's code is its place.
_OFFICIAL_GENRES = (
    *("决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知"),
    *("通报", "报告", "请示", "批复", "议案", "函", "纪要"),
)
GENRE_CODES = {name: f"{place:02d}" for place, name in enumerate(_OFFICIAL_GENRES, 1)}

# 体裁: how its title is worded, and how often it is drawn.
GENRES: dict[str, tuple[str, int]] = {
    "通知": ("关于印发《{law}》{part}的通知", 36),
    "意见": ("关于贯彻实施《{law}》{part}的意见", 14),
    "公告": ("关于公布《{law}》{part}的公告", 12),
    "通告": ("关于执行《{law}》{part}的通告", 8),
    "决定": ("关于施行《{law}》{part}的决定", 8),
    "批复": ("关于适用《{law}》{part}的批复", 7),
    "函": ("关于解释《{law}》{part}的函", 6),
    "通报": ("关于落实《{law}》{part}情况的通报", 4),
    "报告": ("关于执行《{law}》{part}情况的报告", 3),
    "公报": ("关于《{law}》{part}实施情况的公报", 2),
}

# The 22 first-level and 121 second-level subjects of gov.cn, in its order.
_TOPICS = """
国务院组织机构: 国务院; 国务院办公厅; 国务院组成部门; 国务院直属特设机构; 国务院直属机构; \
国务院办事机构; 国务院直属事业单位; 国务院部委管理的国家局; 国务院议事协调机构; 其他
综合政务: 政务公开; 政务督查; 应急管理; 电子政务; 文秘工作; 保密工作; 信访; 参事、文史; 其他
国民经济管理、国有资产监管: 宏观经济; 经济体制改革; 统计; 物价; 国有资产监管; 重大建设项目; 其他
财政、金融、审计: 财政; 税务; 银行; 货币（含外汇）; 证券; 保险; 社会信用体系建设; 审计; 其他
国土资源、能源: 土地; 矿产; 水资源; 海洋; 煤炭; 石油与天然气; 电力; 其他
农业、林业、水利: 农业、畜牧业、渔业; 林业; 水利; 其他
工业、交通: 机械制造与重工业; 轻工纺织; 化工; 国防工业; 航天、航空; 信息产业（含电信）; 公路; \
水运; 铁路; 民航; 邮政; 其他
商贸、海关、旅游: 对外经贸合作; 国内贸易（含供销）; 海关; 检验、检疫; 旅游; 其他
市场监管、安全生产监管: 工商; 质量监督; 标准; 食品药品监管; 安全生产监管; 其他
城乡建设、环境保护: 城市规划; 城乡建设（含住房）; 环境监测、保护与治理; 节能与资源综合利用; \
气象、水文、测绘、地震; 其他
科技、教育: 科技; 教育; 知识产权; 其他
文化、广电、新闻出版: 文化; 文物; 新闻出版; 广播、电影、电视; 其他
卫生、体育: 卫生; 医药管理; 体育; 其他
人口与计划生育、妇女儿童工作: 人口与计划生育; 妇女儿童; 其他
劳动、人事、监察: 劳动就业; 社会保障; 人事工作; 军转安置; 监察; 纠正行业不正之风; 其他
公安、安全、司法: 公安; 国家安全; 司法; 其他
民政、扶贫、救灾: 减灾救灾; 优抚安置; 社会福利; 行政区划与地名; 社团管理; 扶贫; 其他
民族、宗教: 民族事务; 宗教事务
对外事务: 外交、外事; 国际条约、国际组织; 其他
港澳台侨工作: 港澳工作; 对台工作; 侨务工作
国防: 国防建设; 国防动员
其他:
"""


def _topics() -> dict[str, tuple[str, ...]]:
    pairs = (line.split(":", 1) for line in _TOPICS.strip().splitlines())
    return {name: tuple(t.strip() for t in rest.split(";") if t.strip()) for name, rest in pairs}


TOPICS = _topics()


def topic_codes() -> dict[str, str]:
    r"""Topic path → code: ``综合政务`` → ``02``, ``综合政务\政务公开`` → ``02-01``."""
    codes: dict[str, str] = {}
    for i, (first, below) in enumerate(TOPICS.items(), 1):
        codes[first] = f"{i:02d}"
        codes.update(
            {f"{first}\\{second}": f"{i:02d}-{j:02d}" for j, second in enumerate(below, 1)}
        )
    return codes


SITE_NAME = "示例市人民政府信息公开平台"
DOMAIN = "www.shili.example"
BASE_URL = "https://www.shili.example/"
ID_CODE = "9900000001"
ICP = "京ICP备00000000号"
POLICE_RECORD = "京公网安备00000000000000号"
HOST = "示例市人民政府"
OPERATOR = "示例市人民政府办公室"
CONTACT = "示例：无对外联系方式"
NAVIGATION = (
    ("首页", "index.html"),
    ("信息公开目录", "catalog/index.html"),
    ("按机构", "catalog/by-agency/index.html"),
    ("按主题", "catalog/by-topic/index.html"),
    ("按年份", "catalog/by-year/index.html"),
    ("机关", "agencies/index.html"),
)
AS_OF = "2026-01-31"
YEARS = range(2006, 2026)
