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

# 法定主动公开内容: 条例 Art. 20 in its order, then the additions of Art. 21.
STATUTORY = """
rules 行政法规、规章和规范性文件 履职依据
organ 机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名 机构职能
plans 国民经济和社会发展规划、专项规划、区域规划及相关政策 规划计划
statistics 国民经济和社会发展统计信息 统计信息
permits 行政许可和其他对外管理服务事项 行政许可
penalties 行政处罚、行政强制 行政处罚
budget 财政预算、决算信息 财政预决算
fees 行政事业性收费 收费
procurement 政府集中采购 政府采购
projects 重大建设项目的批准和实施 重大建设项目
welfare 扶贫、教育、医疗、社会保障、促进就业 民生保障
emergency 突发公共事件应急管理 应急管理
supervision 环境保护、公共卫生、安全生产、食品药品、产品质量监督检查 监督检查
recruitment 公务员招考 招考录用
other 法律、法规、规章和国家有关规定规定的其他信息 其他法定信息
city-construction 市政建设
public-services 公共服务
charity 公益事业
land 土地征收
housing 房屋征收
security 治安管理
relief 社会救助
agriculture 农业农村政策
irrigation 农田水利工程建设运营
land-contract 农村土地承包经营权流转
homestead 宅基地使用情况审核
levies 筹资筹劳
"""

# 突发事件与预警的级别 (S0 (5)(6); 突发事件应对法).
EVENT_LEVELS = """
extreme 特别重大 红色 一级 I级
major 重大 橙色 二级 II级
large 较大 黄色 三级 III级
ordinary 一般 蓝色 四级 IV级
"""

# 回应结果的类型 (S1 三(三)).
RESPONSE_RESULTS = """
adoption 采纳建议 建设性意见建议
solved 解决困难 困难诉求
investigated 调查处置 重大问题
clarified 澄清误解 误解疑虑
"""

INTERVIEW_FORMS = """
interview 在线访谈 访谈
letters 留言选登 问答选登
"""
