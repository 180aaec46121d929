"""English for the type words of Chinese addresses."""

from __future__ import annotations


def _table(text: str) -> dict[str, str]:
    """Return the pairs of a table, one "汉字 English" a line; several words may share one line (东门=East Gate)."""
    pairs = (pair.split("=") for pair in text.replace("\n", ";").split(";") if pair.strip())
    return {chinese.strip(): english.strip() for chinese, english in pairs}


STREETS = _table("""
    路=Road; 街=Street; 大街=Street; 大道=Avenue; 巷=Lane; 小巷=Lane; 胡同=Hutong; 公路=Highway; 国道=National Highway
    省道=Provincial Highway; 县道=County Road; 乡道=Township Road; 高速=Expressway; 支路=Branch Road; 辅路=Side Road
    马路=Road; 里弄=Lane; 弄堂=Lane; 支弄=Branch Lane; 弄=Lane; 道=Road; 环=Ring Road; 线=Line
""")
SIDES = _table("东=East; 西=West; 南=South; 北=North; 中=Middle")

UNITS = _table("""
    弄=Lane; 号弄=Lane; 号=No.; 号院=No.; 号大院=No.; 排=Row; 铺=Shop; 号铺=Shop; 号商铺=Shop; 号店面=Shop
    号店铺=Shop; 店面=Shop; 档=Stall; 号档=Stall; 号档口=Stall; 号摊位=Stall; 街=Aisle; 办公室=Office; 号办公室=Office
    号房=Room
""")
INSIDE = {
    "house": "No.",
    "subhouse": "No.",
    "building": "Building",
    "unit": "Unit",
    "floor": "Floor",
    "room": "Room",
    "pobox": "P.O. Box",
    "military_unit": "Army Unit",
}

LOCATORS = _table("""
    对面=opposite; 斜对面=diagonally opposite; 正对面=directly opposite; 对过=opposite; 旁边=beside; 旁=beside
    隔壁=next to; 附近=near; 门口=at the gate of; 大门口=at the gate of; 楼下=downstairs of; 楼上=upstairs of
    边上=beside; 后面=behind; 背后=behind; 前面=in front of; 里面=inside; 内=inside; 院内=in the yard of
    路口=at the crossing of; 街口=at the crossing of; 巷口=at the mouth of; 口=at the crossing of
    交叉口=at the crossing of; 交叉路口=at the crossing of; 十字路口=at the crossing of; 丁字路口=at the crossing of
    三岔路口=at the fork of; 交汇处=at the crossing of; 交汇口=at the crossing of; 交界处=at the border of
    交口=at the crossing of; 东侧=east of; 西侧=west of; 南侧=south of; 北侧=north of; 东边=east of; 西边=west of
    南边=south of; 北边=north of; 东面=east of; 西面=west of; 南面=south of; 北面=north of; 左边=left of; 右边=right of
    左侧=left of; 右侧=right of; 近=near; 靠近=near; 临近=near; 紧邻=next to; 与=and; 和=and; 及=and; 东=east of; 西=west of; 南=south of; 北=north of
    出口处=at the exit of; 入口处=at the entrance of; 转角=at the corner of; 拐角=at the corner of
""")

WHOLES = _table("""
    小区=Residential Community; 新村=New Village; 花园=Garden; 花苑=Garden; 家园=Homes; 家苑=Homes; 公寓=Apartments
    别墅=Villas; 山庄=Villas; 宿舍=Dormitory; 宿舍楼=Dormitory; 生活区=Residential Area; 住宅区=Residential Area
    大厦=Tower; 大楼=Building; 商厦=Commercial Building; 商务楼=Office Building; 写字楼=Office Building
    综合楼=Complex; 办公楼=Office Building; 教学楼=Teaching Building; 实验楼=Laboratory Building; 广场=Plaza
    购物中心=Shopping Center; 购物广场=Shopping Plaza; 商务中心=Business Center; 中心=Center; 国际=International
    商城=Mall; 商贸城=Trade City; 商场=Department Store; 百货=Department Store; 市场=Market; 批发市场=Wholesale Market
    菜市场=Food Market; 农贸市场=Farmers' Market; 超市=Supermarket; 酒店=Hotel; 大酒店=Hotel; 宾馆=Hotel; 旅馆=Inn
    饭店=Hotel; 餐厅=Restaurant; 医院=Hospital; 人民医院=People's Hospital; 卫生院=Health Center; 药店=Pharmacy; 学校=School
    小学=Primary School; 中心小学=Central Primary School; 中学=Middle School; 大学=University; 学院=College
    幼儿园=Kindergarten; 校区=Campus; 图书馆=Library; 体育馆=Stadium; 博物馆=Museum; 园区=Park; 公园=Park
    科技=Technology; 科技园=Science Park; 软件园=Software Park; 创意园=Creative Park; 创业园=Startup Park
    产业园=Industrial Park; 产业园区=Industrial Park; 物流园=Logistics Park; 物流=Logistics; 工业园=Industrial Park
    工业园区=Industrial Park; 工业区=Industrial Zone; 厂区=Factory Area; 厂房=Workshop; 基地=Base; 仓库=Warehouse
    开发区=Development Zone; 经济开发区=Economic Development Zone; 高新区=High-Tech Zone; 经开区=Economic Development Zone
    经济技术开发区=Economic and Technological Development Zone; 高新技术开发区=High-Tech Development Zone
    高新技术产业开发区=High-Tech Industrial Development Zone; 保税区=Free Trade Zone; 综合保税区=Comprehensive Bonded Zone
    度假区=Resort; 旅游度假区=Tourist Resort; 新区=New Area; 车站=Station; 火车站=Railway Station; 汽车站=Bus Station
    客运站=Bus Station; 机场=Airport; 码头=Wharf; 派出所=Police Station; 公安局=Public Security Bureau; 法院=Court
    政府=Government; 银行=Bank; 支行=Branch; 邮局=Post Office; 加油站=Gas Station; 停车场=Car Park; 公司=Company
    有限公司=Co., Ltd.; 股份有限公司=Co., Ltd.; 有限责任公司=Co., Ltd.; 分公司=Branch; 集团=Group; 厂=Factory; 店=Store
    商店=Shop; 便利店=Convenience Store; 药房=Pharmacy; 书店=Bookstore; 村=Village; 社区=Community; 村委会=Village Committee
    居委会=Residents' Committee; 镇=Town; 乡=Township; 街道=Subdistrict; 街区=Block; 矿区=Mining Area; 商务区=Business District
    集聚区=Cluster; 产业集聚区=Industrial Cluster; 示范区=Demonstration Zone; 风景区=Scenic Area; 景区=Scenic Area; 片区=Area

    东门=East Gate; 南门=South Gate; 西门=West Gate; 北门=North Gate; 大门=Main Gate; 正门=Main Gate; 后门=Back Gate
    前门=Front Gate; 侧门=Side Gate; 东区=East Area; 南区=South Area; 西区=West Area; 北区=North Area; 中区=Middle Area
    前台=Reception; 服务台=Reception; 门卫=Gatehouse; 地下室=Basement; 车库=Garage; 食堂=Canteen; 大厅=Lobby
    驿站=Parcel Station; 菜鸟驿站=Cainiao Station; 快递柜=Parcel Locker; 丰巢=Hive Box; 丰巢柜=Hive Box; 丰巢快递柜=Hive Box
    自提点=Pickup Point; 自提柜=Parcel Locker; 信箱=P.O. Box; 邮政信箱=P.O. Box; 部队=Army Unit
""")

COUNTIES = _table("县=County; 区=District; 市=City")
"""Type words of districts that no dictionary holds."""
