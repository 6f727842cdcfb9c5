"""What random histories begin with: the site, and the words that its records are made of."""

from __future__ import annotations

from typing import Any

START = "2026-06-15T12:00"
AGENCIES = ("bgs", "jyj", "czj")
TOPICS = ("综合政务", "财政、金融、审计", "科技、教育")
WORDS = (
    "为规范公开工作，现就有关事项通知如下。",
    "各单位要及时更新目录，方便公众查询。",
    "本办法自印发之日起施行。",
    "学校应当公布招生计划和收费标准。",
    "预算执行情况按季度公布，接受监督。",
    "《关于测试的通知》（测府办〔2026〕1号）同时废止。",
    "## 工作要求\n\n一、提高认识。\n\n二、落实责任。",
    "**重点领域**信息由牵头部门负责；[通知](a0.md)另行印发。",
)
SITE: dict[str, Any] = {
    "identity": {
        "name": "测试网站",
        "domain": "www.test.example",
        "base_url": "https://www.test.example/",
        "host": "测试市人民政府办公室",
    },
    "agencies": [
        {
            "code": "bgs",
            "name": "测试市人民政府办公室",
            "index_org": "SHILIBGS7",
            "index_scheme": "G1",
        },
        {"code": "jyj", "name": "测试市教育局"},
        {"code": "czj", "name": "测试市财政局"},
    ],
    "columns": [
        {
            "code": "zcwj",
            "name": "政策文件",
            "description": "政策文件",
            "keywords": ["政策"],
            "statutory": "rules",
        }
    ],
    "gazettes": [{"code": "csgb", "name": "测试公报", "agency": "bgs", "holdings": "partial"}],
    "lists": {"page_size": 5, "whole": 5},
    "search": {"segments": ["2026-03-01"]},
    "nav": [{"text": "首页", "url": "index.html"}],
}
LANGUAGES = ("en", "bo", "ug")
STYLE = ".og-test { color: #123456 }\n"
