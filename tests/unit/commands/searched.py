"""The site that tests of ``ssg search`` ask."""

from __future__ import annotations

from tests.conftest import record

FILLING = "各单位应当按照要求做好相关工作，认真落实各项措施，确保取得实效。" * 80
RECORDS = {
    "content/bgs/documents/2020/a.md": record(
        "为推进政务公开，制定本办法。信息公开条例另有规定的，从其规定。",
        title="测试市政务公开办法",
        slug="wj-2020-0001",
        doc_no="测府办发〔2020〕1号",
        genre="通知",
        topics=["综合政务\\政务公开"],
        issuers=["测试市人民政府办公室"],
        signed="2020-04-28",
        published="2020-05-01",
    ),
    "content/bgs/documents/2021/b.md": record(
        "供水条例的宣传安排。",
        title="关于供水宣传的通告",
        slug="wj-2021-0001",
        genre="通告",
        signed="2021-12-30",
        published="2021-12-31",
        validity="废止",
    ),
    "content/jyj/documents/2022/c.md": record(
        f"政务公开工作安排如下。{FILLING}最后引用供水条例。",
        title="教育系统工作安排",
        agency="jyj",
        slug="wj-2022-0001",
        genre="通知",
        signed="2022-02-28",
        published="2022-03-01",
    ),
    "content/jyj/documents/2023/d.md": record(
        "Covid 与 covax 的说明，2016 年起，编号 120162。",
        title="防疫说明[bold]",
        agency="jyj",
        slug="wj-2023-0001",
        signed="2022-12-30",
        published="2023-01-01",
    ),
    "content/bgs/interpretations/2020/e.md": record(
        "解读政务新媒体与公开。",
        kind="interpretation",
        title="《办法》解读",
        slug="jd-2020-0001",
        signed="2020-05-31",
        published="2020-06-01",
        interprets=["../../documents/2020/a.md"],
        form="文字",
        author_org="测试市教育局",
    ),
}
URLS = {
    "a": "catalog/bgs/wj-2020-0001.html",
    "b": "catalog/bgs/wj-2021-0001.html",
    "c": "catalog/jyj/wj-2022-0001.html",
    "d": "catalog/jyj/wj-2023-0001.html",
    "e": "interpretations/jd-2020-0001.html",
}
NAMES = {url: name for name, url in URLS.items()}
ALL = set("abcde")
