"""What people call the columns of their tables, in Chinese, Russian and English, and what those hold.

A name is compared without case, spaces and signs. Where no name fits as a whole, its words decide, from the
most telling; a name that speaks of the sender, of an e-mail or a web site is nobody's delivery address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

Words = tuple[str, str, str]
"""Names in Chinese, Russian and English, separated by semicolons."""

NAMES: Mapping[str, Words] = {
    "address": (
        "地址; 收货地址; 收件地址; 收件人地址; 收货人地址; 详细地址; 配送地址; 送货地址; 客户地址; 完整地址; 寄送地址; 派送地址; 联系地址; 通讯地址; 家庭地址; 公司地址; 收货详细地址; 收件人详细地址; 收件详细地址; 目的地址; 地點; 地址信息",
        "адрес; адрес доставки; адрес получателя; полный адрес; адрес клиента; адрес покупателя; почтовый адрес; фактический адрес; юридический адрес; адрес назначения; место доставки; куда; адресат адрес",
        "address; delivery address; shipping address; full address; recipient address; ship to; ship to address; customer address; postal address; mailing address; destination; addr; address line; address 1; street address; text; query; q",
    ),
    "country": ("国家; 国家地区", "страна; код страны", "country; country code"),
    "region": (
        "省; 省份; 省市; 省级; 省自治区; 省直辖市; 收货省; 收件省; 收货省份; 收件人省; 收货人省份; 所在省; 省州",
        "регион; область; край; субъект; субъект рф; область край; регион область; регион доставки; республика",
        "region; province; state; region name; state province; admin1; oblast; shipping province",
    ),
    "area": (
        "",
        "район области; муниципальный район; муниципальный округ; городской округ; район; округ",
        "area; raion; rayon; county district",
    ),
    "city": (
        "市; 城市; 地级市; 所在市; 所在城市; 收货城市; 收件城市; 收件市; 收货市; 收件人市; 收货人城市; 市州; 目的城市",
        "город; населенный пункт город; город доставки; город получателя; гор",
        "city; town city; shipping city; city name; delivery city; recipient city",
    ),
    "district": (
        "区; 县; 区县; 县区; 市区县; 所在区; 收货区县; 收件区县; 收货区; 收件区; 地区; 行政区; 县市区; 区域县",
        "район города; внутригородской район; городской район",
        "district; county; borough; shipping district",
    ),
    "town": ("街道; 乡镇; 街道乡镇; 镇; 乡; 街镇; 镇街", "", "town; township; subdistrict"),
    "settlement": (
        "",
        "населенный пункт; нас пункт; нп; поселок; село; деревня; поселение",
        "settlement; locality; village name",
    ),
    "village": ("村; 社区; 村社区; 村居", "", "village; community"),
    "quarter": (
        "",
        "микрорайон; мкр; квартал; планировочная структура",
        "quarter; microdistrict; neighbourhood; neighborhood",
    ),
    "street": (
        "路; 街; 道路; 路名; 街道名; 街路; 路街; 道路名称; 街路巷",
        "улица; ул; название улицы; улица доставки; улица проспект",
        "street; street name; road",
    ),
    "house": (
        "门牌; 门牌号; 号; 门牌号码; 楼号门牌",
        "дом; номер дома; д; дом номер; дом корпус",
        "house; house number; building number; house no; street number; housenumber",
    ),
    "block": ("", "корпус; корп; корпус дома", "block; korpus"),
    "structure": ("", "строение; стр; сооружение", "structure"),
    "poi": (
        "小区; 楼盘; 大厦; 小区名; 小区名称; 小区大厦; 建筑物",
        "жк; здание; жилой комплекс",
        "estate; building name; poi",
    ),
    "building": ("楼栋; 楼号; 栋; 幢; 楼栋号; 座", "", "building"),
    "unit": ("单元; 单元号", "", "unit"),
    "floor": ("楼层; 层", "этаж", "floor"),
    "room": (
        "室; 房号; 房间号; 室号; 门号; 户号",
        "квартира; кв; офис; кв офис; помещение; квартира офис; номер квартиры",
        "room; flat; apartment; apt; suite; office; flat number; address 2; address line 2",
    ),
    "postcode": (
        "邮编; 邮政编码; 邮码; 收货邮编; 收件邮编",
        "индекс; почтовый индекс; индекс получателя",
        "postcode; zip; zip code; postal code; postalcode; zipcode; postal index",
    ),
    "name": (
        "姓名; 收货人; 收件人; 联系人; 收货人姓名; 收件人姓名; 客户; 客户姓名; 收件人名称; 收货姓名; 收件姓名",
        "имя; фио; получатель; клиент; контактное лицо; фамилия; имя получателя; фио получателя; покупатель; адресат",
        "name; recipient; consignee; contact; customer; full name; recipient name; customer name; contact name; receiver",
    ),
    "phone": (
        "电话; 手机; 手机号; 手机号码; 联系电话; 电话号码; 收货电话; 收件电话; 收件人电话; 收货人电话; 收件人手机; 收货人手机; 联系方式; 座机; 联系手机",
        "телефон; тел; мобильный; номер телефона; телефон получателя; мобильный телефон; контактный телефон; сотовый",
        "phone; mobile; tel; telephone; phone number; mobile phone; contact phone; recipient phone; cell",
    ),
}
"""What a column holds (a field of a form, ``addrcheck.fields``) → what it is called."""

OTHERS = (
    "id; no; nr; number; num; номер; номер заказа; заказ; дата; сумма; вес; товар; количество; цена; комментарий; примечание; статус; order; order id;"
    "order no; date; amount; weight; item; items; sku; qty; quantity; price; comment; note; status; total; email; e mail; lat; lon; latitude; longitude;"
    "zone; label; 序号; 编号; 订单号; 订单编号; 日期; 金额; 重量; 商品; 商品名称; 数量; 单价; 备注; 状态; 邮箱; 经度; 纬度; 下单时间; 运单号; 快递单号; 店铺;"
    "п п; долгота; широта; зона; отправитель; sender; 发件人; 寄件人; 发件地址; 寄件地址; 发货地址; адрес отправителя; sender address; почта; электронная почта"
)
"""Other names of columns: they tell a header, no more."""

WAYBILLS: tuple[Words, Words] = (
    (
        "运单号; 运单号码; 运单编号; 运单; 快递单号; 快递号; 物流单号; 面单号; 面单; 快件号; 快件单号; 邮件号; 邮件号码; 母单号; 条码; 条形码; 包裹号; 单号",
        "накладная; номер накладной; накладная номер; трек; трек номер; трек код; номер отслеживания; номер отправления; отправление; шпи; штрихкод; штрих код; шк; номер посылки",
        "waybill; waybill no; waybill number; waybill code; way bill; awb; awb no; tracking; tracking no; tracking number; tracking code; track; track no; track number; track code; mail no;"
        " express no; logistics no; logistic code; bill code; bill no; barcode; bar code; parcel id; parcel no; shipment no; shipment id; consignment no",
    ),
    (
        "订单号; 订单编号; 订单; 编号; 流水号",
        "номер заказа; заказ; заказ номер; номер; посылка",
        "order; order id; order no; order number; id; number; no; parcel; shipment; consignment; reference",
    ),
)
"""What the column with the number on the parcel is called: surely, and where nothing better is there."""

_NOT_DELIVERY = re.compile(
    r"寄件|发件|发货|寄方|发方|退货|отправител|откуда|склад|возврат|sender|^from|return|e[ -]?mail|邮箱|электрон|сайт|url|web|^ip|айпи|网址|mac"
)
_LONGEST = 1000
"""Characters of a cell that can be a name."""

_KEYWORDS = (
    ("address", re.compile(r"地址|адрес|address|addr")),
    ("postcode", re.compile(r"邮编|邮政编码|индекс|post(?:al)?_?code|zip")),
    ("phone", re.compile(r"电话|手机|телефон|phone|mobile")),
    ("name", re.compile(r"收货人|收件人|姓名|фио|получател|recipient|consignee")),
    ("region", re.compile(r"省份|регион|область|province")),
    ("city", re.compile(r"城市|город(?!ск)|city")),
    ("district", re.compile(r"区县|district")),
    ("street", re.compile(r"улиц|street")),
)


def folded(name: str) -> str:
    """Return a column name as it is compared.

    >>> folded("Адрес доставки*"), folded("ShippingAddress_1"), folded("收货地址（必填）")
    ('адрес доставки', 'shipping address 1', '收货地址')
    """
    text = re.sub(r"[(\[（【{].*?[)\]）】}]", " ", name.lstrip("\ufeff"))
    text = (
        re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", unicodedata.normalize("NFKC", text))
        .lower()
        .replace("ё", "е")
    )
    return " ".join(re.findall(r"[^\W_]+", text))


def _each(words: str) -> list[str]:
    return [folded(word) for word in words.split(";") if word.strip()]


_ROLE_OF = {word: role for role, languages in NAMES.items() for words in languages for word in _each(words)}
_ROLE_OF |= {role: role for role in NAMES}
_OTHERS = frozenset(_each(OTHERS))
_WAYBILLS = {
    word.replace(" ", ""): sure
    for sure, languages in zip((1, 2), reversed(WAYBILLS), strict=True)
    for words in languages
    for word in _each(words)
}


def waybill_named(name: str) -> int:
    """Return how sure it is that a column of this name holds the parcels' numbers: 2 sure, 1 for want of a better, 0 not.

    >>> waybill_named("快递单号"), waybill_named("Трек-номер"), waybill_named("Order ID"), waybill_named("地址")
    (2, 2, 1, 0)
    """
    return _WAYBILLS.get(folded(name[:_LONGEST]).replace(" ", ""), 0)


def role_named(name: str) -> str | None:
    """Return what a column of this name holds, None where the name does not tell.

    >>> role_named("收货地址"), role_named("Город"), role_named("Zip Code"), role_named("E-mail address")
    ('address', 'city', 'postcode', None)
    """
    word = folded(name[:_LONGEST])
    if not word or _NOT_DELIVERY.search(word):
        return None
    if word in _ROLE_OF:
        return _ROLE_OF[word]
    squeezed = word.replace(" ", "")
    if squeezed in _ROLE_OF:
        return _ROLE_OF[squeezed]
    if len(word) > 40 or word in _OTHERS:
        return None
    return next((role for role, keyword in _KEYWORDS if keyword.search(word)), None)


def name_strength(cell: str) -> int:
    """Return how sure it is that a cell names a column, of addresses or of anything else: 2 known, 1 likely, 0 not.

    >>> name_strength("Сумма"), name_strength("адрес, куда везти"), name_strength("Тверская, 13")
    (2, 1, 0)
    """
    word = folded(cell) if len(cell) <= 60 else ""
    if not word:
        return 0
    if word in _OTHERS or word in _ROLE_OF or word.replace(" ", "") in _ROLE_OF:
        return 2
    return int(_is_telling(word))


def is_column_name(cell: str) -> bool:
    """Tell whether a cell is what people call a column."""
    return name_strength(cell) > 0


def _is_telling(word: str) -> bool:
    """Tell whether a short name without digits speaks of an address, a phone or a person."""
    return (
        len(word) <= 30
        and not any(c.isdigit() for c in word)
        and any(k.search(word) for _, k in _KEYWORDS[:4])
    )
