"""The short vocabularies: a line is ``code  name  aliases…``, tab- or blank-separated."""

from __future__ import annotations

# 公文种类: the fifteen of the 党政机关公文处理工作条例 (2012), in its order (DOMAIN 5.5).
GENRES = """
01 决议
02 决定
03 命令 命令（令） 令
04 公报
05 公告
06 通告
07 意见
08 通知
09 通报
10 报告
11 请示
12 批复
13 议案
14 函
15 纪要 会议纪要
99 其他
"""

# 不予公开的理由: 条例 Art. 14, 15, 16.
REASONS = """
state_secret 国家秘密
law_forbids 法律、行政法规禁止公开
endangers_security_stability 危及国家安全、公共安全、经济安全、社会稳定
third_party 涉及商业秘密、个人隐私等第三方合法权益
internal_affairs 内部事务信息
process_information 过程性信息
enforcement_file 行政执法案卷信息
"""

RULE_CLASSES = """
regulation 规章 政府规章 部门规章
normative 行政规范性文件 规范性文件
other 其他文件
none 非文件
"""

# 解读形式 (DOMAIN 10).
FORMS = """
text 文字 文字解读
infographic 图解 图文 图文解读 图表
video 视频 视频解读
audio 音频 音频解读
animation 动漫 漫画
press_conference 新闻发布会
official 负责人解读 访谈
expert 专家解读
media 媒体解读 媒体评论
qa 一问一答 政策问答 问答
case 案例
"""

# 五公开.
FIVE_OPEN = """
decision 决策 决策公开
execution 执行 执行公开
management 管理 管理公开
service 服务 服务公开
result 结果 结果公开
"""

DISCLOSURE = """
public 主动公开
on_request 依申请公开
withheld 不予公开 不公开
"""

ORIGINS = """
own 本机关制发 自有
repost 转载
imported 历史导入 导入
"""

STATUSES = """
draft 草稿
published 已发布 发布
"""

# What a file may declare; the rest of 有效性 is derived (DESIGN 3).
VALIDITIES = """
in_force 现行有效 有效
amended 已修改
partial 部分失效
lapsed 失效
repealed 废止 已废止
"""
