"""The type words of Chinese addresses: what ends a road's name, a village's, an estate's.

Every table is a space-separated list of words that any address may hold; no proper name stands here. A
word is *strong* when it ends a name wherever it stands (小区) and *weak* when it does so only where
nothing else continues the name (国际 in 国际商贸城 does not).
"""

from __future__ import annotations

from enum import IntEnum


class Word(IntEnum):
    """What a word does to the name before it."""

    STREET = 1  # a road
    SECTION = 2  # a section of the road just named, in one word: 东段
    STRETCH = 3  # the same with a name of its own: 虎门段
    WAY = 4  # 道, a road only where nothing else follows
    MOUTH = 5  # 口, a crossing only right behind a road
    VILLAGE = 6
    GROUP = 7  # a group of a village that has a name: 上湾组
    TOWN = 8
    COUNTY = 9  # a district that no dictionary holds
    DEVZONE = 10
    ESTATE = 11  # strong: an estate, a building, a school, a market
    COURT = 12  # one character that many estates end with, and that stands inside as many names: 苑, 城
    WEAK = 13  # ends a name only where nothing else does: 国际
    CAMPUS = 14  # belongs to the school before it
    COMPANY = 15
    BRANCH = 16  # belongs to the bank or company before it
    GATE = 17  # a gate or a hall of what stands before: 东门
    AREA = 18  # an area of it: 东区
    LANDMARK = 19  # says where the door is seen from: 对面
    NEAR = 20  # stands before what is near
    JOINT = 21  # between two roads: 与
    NOTE = 22  # no part of the address
    PICKUP = 23
    POBOX = 24
    MILITARY = 25


_TABLES: dict[Word, str] = {
    Word.STREET: """
        路 街 大街 大道 巷 胡同 公路 国道 省道 县道 乡道 高速 支路 辅路 马路 里弄 弄堂 支弄 步行街 商业街 风情街 弄
        一道 二道 三道 四道 五道 六道 七道 八道 九道 十道 一环 二环 三环 四环 五环 六环
        """,
    Word.SECTION: "东段 西段 南段 北段 中段 一段 二段 三段 四段 五段 六段 七段 八段",
    Word.STRETCH: "段",
    Word.WAY: "道",
    Word.MOUTH: "口",
    Word.NEAR: "近 靠近 临近 紧邻",
    Word.VILLAGE: """
        村 社区 居委会 村委会 居民委员会 村民委员会 村民委 村委 居委 行政村 自然村 嘎查 生产队 村部
        """,
    Word.GROUP: "组 村民小组 居民小组 小组 队",
    Word.TOWN: "街道 街道办事处 街道办 镇 乡 苏木 民族乡",
    Word.COUNTY: "区 县",
    Word.DEVZONE: """
        开发区 经济开发区 经济技术开发区 技术开发区 高新技术开发区 高新技术产业开发区 产业开发区 高新区 经开区 保税区
        综合保税区 度假区 旅游度假区 集聚区 产业集聚区 示范区 出口加工区 自贸区 自贸试验区 工业集聚区 风景区
        """,
    Word.ESTATE: """
        景区 片区 矿区 库区 商务区 教学区 商业区 居住区 别墅区 宿舍区 家属区 仓储区 作业区 服务区 大队 中队 支队 总队 车队
        小区 街区 新村 新区 花园 花苑 家园 家苑 佳苑 嘉园 公寓 别墅 山庄 宿舍 宿舍楼 住宅区 生活区 大厦 大楼 商厦 商务楼 写字楼
        综合楼 办公楼 商住楼 商城 商贸城 商场 市场 批发市场 广场 酒店 大酒店 宾馆 饭店 大饭店 旅馆 医院 人民医院 卫生院
        卫生服务站 卫生服务中心 学校 小学 中学 大学 学院 幼儿园 园区 产业园 工业园 科技园 创业园 创意园 软件园 物流园
        工业区 工业园区 工业城 厂区 校园 基地 仓库 超市 大卖场 购物中心 百货 车站 火车站 汽车站 客运站 机场 码头
        派出所 法院 检察院 公安局 政府 办事处 管委会 图书馆 体育馆 博物馆 展览馆 文化馆 银行 邮局 加油站 收费站
        中心小学 中心校 中学校 小学校 职业技术学院 技校 党校 驾校 华庭 豪庭 名苑 名邸 名都 花城 新城 大院 公园 商务中心 服务中心
        贸易中心 会展中心 交易中心 购物广场 大世界 产业园区 科技园区 高教园区 园艺场 农场 林场 茶场 养殖场
        菜场 菜市场 农贸市场 停车场 殡仪馆 疗养院 敬老院 研究院 研究所 设计院 监狱 看守所 车管所 供电局 税务局 工商局
        """,
    Word.BRANCH: "支行 分行 分公司 营业厅 营业部 门市部 分店",
    Word.CAMPUS: "校区 院区",
    Word.COURT: "苑 园 庭 府 城 名城 名园 轩 阁 邸 郡 人家",
    Word.WEAK: "城乡 国际 中心 科技 半岛 家居 商业 快递 物流 服饰 服装 咖啡 馆 院 楼 厦 局 站 所 居 里 湾 墅 堡",
    Word.COMPANY: """
        公司 有限公司 股份有限公司 有限责任公司 集团 厂 店 商行 商店 经营部 专卖店 旗舰店 专柜
        项目部 事务所 工作室 理发店 药店 药房 书店 便利店 餐厅 饭馆 网吧 烧烤店
        """,
    Word.GATE: """
        东门 南门 西门 北门 正门 大门 前门 后门 侧门 大堂 大厅 前台 服务台 传达室 门卫 门卫室 保安室 地下室
        收发室 车库 食堂 东楼 西楼 南楼 北楼 主楼 副楼 裙楼 教学楼 实验楼 行政楼
        """,
    Word.AREA: "东区 南区 西区 北区 中区",
    Word.LANDMARK: """
        对面 斜对面 正对面 对过 旁边 旁 隔壁 附近 门口 大门口 楼下 楼上 边上 后面 前面 背后 里面 院内 路口 街口 巷口 交叉口 交叉路口
        十字路口 丁字路口 三岔路口 交汇处 交汇口 交界处 交口 东侧 西侧 南侧 北侧 东边 西边 南边 北边 左边 右边 左侧 右侧
        东面 西面 南面 北面 东南角 西南角 东北角 西北角 内 侧 出口处 入口处 转角 拐角
        """,
    Word.JOINT: "与 和 及",
    Word.NOTE: """
        电联 电话联系 到付 收 转 请 麻烦 送货上门 放门口 到了打电话 打电话 联系我 自提 自取 收件人 谢谢 勿 的 自编 整层 全层
        """,
    Word.PICKUP: """
        驿站 菜鸟驿站 妈妈驿站 快递驿站 菜鸟 丰巢 丰巢柜 丰巢快递柜 快递柜 智能柜 智能快递柜 自提点 自提柜 代收点 快递点
        兔喜 兔喜生活 速递易
        """,
    Word.POBOX: "信箱 邮政信箱 邮政专用信箱",
    Word.MILITARY: "部队",
}

WORDS: dict[str, Word] = {word: kind for kind, table in _TABLES.items() for word in table.split()} | {
    f"{side}{number}段": Word.SECTION for side in "东西南北中" for number in "一二三四五六"
}
"""Every type word with what it does."""


def trie_pattern(words: list[str]) -> str:
    """Return a regex that matches the longest of ``words``, branching on one character at a time.

    The engine tries the branches of a flat alternation one after the other; a trie keeps each list short.

    >>> trie_pattern(["路", "路口", "街"])
    '(?:街|路(?:口)?)'
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(words):
        tails.setdefault(word[0], []).append(word[1:])
    branches = []
    for first, rest in tails.items():
        longer = [tail for tail in rest if tail]
        branch = first + (trie_pattern(longer) if longer else "")
        branches.append(branch + "?" if longer and "" in rest else branch)
    return f"(?:{'|'.join(branches)})"
