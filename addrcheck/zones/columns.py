"""The columns of a zone table and the words that stations use for them, in Chinese, Russian and English.

The first word of each language is the one that ``zones export --lang`` writes; all of them are read, in any
case, with or without spaces, dots and dashes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

Languages = tuple[str, str, str]
"""What Chinese, Russian and English call something; several spellings are separated by semicolons."""

COLUMNS: Mapping[str, Languages] = {
    # the zone
    "zone": (
        "区域编码; 区域; 派送区域; 分区; 区域代码; 编码",
        "зона; код зоны; участок; зона доставки",
        "zone; zone code",
    ),
    "hub": ("一段码; 一段; 集散中心; 转运中心", "хаб; узел; сегмент 1; код 1", "hub; segment 1"),
    "outlet": ("二段码; 二段; 网点; 网点编码", "отделение; сегмент 2; код 2", "outlet; segment 2"),
    "courier": ("三段码; 三段; 业务员编码", "код курьера; сегмент 3; код 3", "courier; segment 3"),
    "subroute": ("四段码; 四段; 小段", "подмаршрут; сегмент 4; код 4", "subroute; segment 4; sub-route"),
    "zone_name": ("区域名称; 名称; 片区名称", "название; имя зоны; название зоны", "zone name; name"),
    "parent": ("上级区域; 上级", "вышестоящая зона; родитель", "parent; parent zone"),
    "owner": (
        "负责人; 承包商; 业务员; 快递员; 承包人",
        "ответственный; подрядчик; курьер; исполнитель",
        "owner; contractor",
    ),
    "owner_kind": ("负责人类型; 归属; 归属类型", "кто ответственный; тип ответственного", "owner kind"),
    "lane": ("通道; 分拣通道", "линия; линия сортировки", "lane"),
    "waves": (
        "派次; 发车时间; 派送班次; 出发时间",
        "волны; отправления; время выезда; выезды",
        "waves; departures",
    ),
    "cutoffs": ("截单时间; 截止时间", "время отсечки; отсечка; приём до", "cutoffs; cut-offs; cut off"),
    "pickups": (
        "每日取货次数; 每天取货; 取货次数",
        "забираний в день; рейсов в день",
        "pickups; pickups per day",
    ),
    "remote": ("偏远; 是否偏远", "удалённая; удаленность; труднодоступная", "remote"),
    "zone_from": ("区域生效日期; 区域启用", "зона действует с", "zone from; zone valid from"),
    "zone_to": ("区域失效日期; 区域停用", "зона действует по", "zone to; zone valid to"),
    # what belongs to it
    "place": (
        "行政区划; 地区; 区划; 所属地区; 省市区",
        "место; территория; населённый пункт; город; адм единица",
        "place; area",
    ),
    "place_code": ("区划代码; 行政区划代码; 地区代码", "код места; код территории", "place code"),
    "village": (
        "村社区; 村; 社区; 村居",
        "микрорайон; квартал; деревня; село",
        "village; community; quarter",
    ),
    "street": ("道路; 路名; 街道路名; 路", "улица; улицы", "street; streets; road"),
    "estate": (
        "小区; 小区大厦; 楼盘; 建筑; 单位",
        "жк; здание; объект; жилой комплекс",
        "estate; estates; building; poi",
    ),
    "beginning": ("地名开头; 开头; 俗称", "начало названия; начинается с", "beginning; begins with"),
    "from": ("起始号; 起号; 号段起; 从", "с номера; от; с; дома с", "from; number from; first"),
    "to": ("结束号; 止号; 号段止; 到", "по номер; до; по; дома по", "to; number to; last"),
    "parity": ("单双号; 单双", "чётность; сторона домов; чет нечет", "parity; odd even"),
    "suffixes": ("含附号; 附号", "с литерами; литеры и дроби", "suffixes; include suffixes"),
    "numbers": ("门牌号; 楼栋号; 号码; 门牌", "номера; дома; номера домов", "numbers; houses"),
    "crossings": ("路口; 交叉路; 相交道路", "перекрёстки; между улицами; пересечения", "crossings; between"),
    "side": ("路侧; 侧", "сторона; сторона улицы", "side"),
    "shape": ("边界; 多边形; 围栏", "граница; полигон; контур", "shape; polygon; wkt; geometry"),
    "latitude": ("纬度", "широта", "latitude; lat"),
    "longitude": ("经度", "долгота", "longitude; lon; lng"),
    "radius_m": ("半径米; 半径", "радиус м; радиус", "radius m; radius"),
    "index": (
        "邮编; 邮政编码",
        "индекс; индексы; почтовый индекс",
        "index; postcode; postal index; postcodes",
    ),
    "address": ("指定地址; 地址", "адрес; исключительный адрес", "address; override"),
    "exclude": ("排除; 不含", "кроме; исключить; исключение", "exclude; except"),
    "shared": ("共享; 共管; 共同区域", "общая; совместная", "shared"),
    "town_missing": (
        "仅当未写街道; 未写街道",
        "только без района; район не указан",
        "town missing; only without town",
    ),
    "priority": ("优先级; 优先", "приоритет", "priority"),
    "valid_from": ("生效日期; 启用日期", "действует с; дата начала", "valid from"),
    "valid_to": ("失效日期; 停用日期", "действует по; дата окончания", "valid to"),
    "support": ("依据票数; 票数", "подтверждений; посылок", "support"),
    "doubt": ("存疑率; 存疑", "сомнение; доля ошибок", "doubt"),
    "author": ("录入人; 作者", "кто внёс; автор", "author"),
    "note": ("备注; 说明", "примечание; комментарий", "note; comment; source note"),
}
"""Column → its words; the order is that of a written table."""

ZONE_COLUMNS = tuple(COLUMNS)[: tuple(COLUMNS).index("place")]
SEGMENTS = ("hub", "outlet", "courier", "subroute")
"""The columns of a sorting code, the largest first."""
RULE_COLUMNS = tuple(COLUMNS)[len(ZONE_COLUMNS) :]

VALUES: Mapping[str, Mapping[str, Languages]] = {
    "parity": {
        "odd": ("单; 单号; 奇数; 奇", "нечёт; нечётные; нечётная; нечет; н", "odd"),
        "even": ("双; 双号; 偶数; 偶", "чёт; чётные; чётная; чет; ч", "even"),
        "both": ("单双; 全部; 所有", "все; любые; обе", "both; all"),
    },
    "flag": {
        "yes": ("是; 有; 对; 真", "да; д; истина", "yes; y; true; 1; x; +"),
        "no": ("否; 无; 不; 假", "нет; н; ложь", "no; n; false; 0; -"),
    },
    "owner_kind": {
        "contractor": ("承包; 承包商; 承包区; 加盟", "подрядчик; контрагент", "contractor"),
        "courier": ("业务员; 快递员; 直营", "курьер", "courier"),
        "station": ("站点; 网点; 驿站", "пункт; станция; отделение", "station"),
    },
    "lane": {
        "auto": ("自动; 正常", "авто; автомат; обычная", "auto"),
        "manual": ("人工; 手工", "ручная; вручную", "manual"),
    },
    "open": {
        "open": (
            "以上; 以后; 起; 末; 不限; 及以上; 到底",
            "и далее; далее; до конца; и выше; конец",
            "and up; end; open; onwards; ∞; …",
        ),
    },
    "everywhere": {
        "everywhere": (
            "其他; 其余; 全部; 所有",
            "прочее; остальное; всё остальное; все",
            "*; everywhere; rest; other",
        ),
    },
}
"""Words that stand in cells, by what the column asks for."""

_LANGUAGES = ("zh", "ru", "en")


def folded(word: str) -> str:
    """Return a word as it is compared: letters, digits and signs that stand alone.

    >>> folded("Код  зоны."), folded("Чётность"), folded("zone_code")
    ('кодзоны', 'четность', 'zonecode')
    """
    text = unicodedata.normalize("NFKC", word).lower().replace("ё", "е")
    letters = "".join(c for c in text if c.isalnum())
    return letters or text.strip()


def _spellings(words: Languages) -> list[str]:
    return [spelling.strip() for language in words for spelling in language.split(";")]


_COLUMN_OF = {
    folded(spelling): column for column, words in COLUMNS.items() for spelling in (column, *_spellings(words))
}
_VALUE_OF = {
    asked: {folded(s): value for value, words in table.items() for s in (value, *_spellings(words))}
    for asked, table in VALUES.items()
}


def column_named(header: str) -> str | None:
    """Return the column that a header word stands for, None where it is no column's.

    >>> column_named("三段码"), column_named("Чётность"), column_named("Zone code"), column_named("цена")
    ('courier', 'parity', 'zone', None)
    """
    return _COLUMN_OF.get(folded(header))


def value_named(asked: str, word: str) -> str | None:
    """Return the value that a word in a cell stands for.

    >>> value_named("parity", "单"), value_named("parity", "Чётные"), value_named("flag", "да")
    ('odd', 'even', 'yes')
    """
    return _VALUE_OF[asked].get(folded(word))


def header_in(lang: str, column: str) -> str:
    """Return what a language calls a column; "" keeps the project's own word."""
    return COLUMNS[column][_LANGUAGES.index(lang)].split(";")[0] if lang else column


def value_in(lang: str, asked: str, value: str) -> str:
    """Return what a language calls a value; "" keeps the project's own word."""
    return VALUES[asked][value][_LANGUAGES.index(lang)].split(";")[0] if lang else value


def known_words(asked: str) -> str:
    """Return the words that may stand in a cell, for an error message.

    >>> known_words("flag")
    '是/да/yes, 否/нет/no'
    """
    return ", ".join("/".join(w.split(";")[0] for w in words) for words in VALUES[asked].values())
