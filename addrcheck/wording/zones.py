"""What is said about zones: why a parcel goes where it goes, and what is wrong with a table of zones.

Placeholders in braces are filled by the caller and are the same in all three languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from addrcheck.wording.issues import sentence_language

Words = tuple[str, str, str]
"""中文, русский, English."""

_AT = {"zh": 0, "ru": 1, "en": 2}

REASONS: Mapping[str, Words] = {
    "by_rule": ("按规则：{rule}", "по правилу: {rule}", "by the rule: {rule}"),
    "low_confidence": (
        "可信度 {confidence} 低于自动分拣门槛 {threshold}，请人工看一眼",
        "уверенность {confidence} ниже порога {threshold}: взгляните на посылку",
        "confidence {confidence} is below the threshold {threshold}: have a look",
    ),
    "manual_zone": ("该区域规定人工分拣", "эта зона сортируется вручную", "this zone is sorted by hand"),
    "no_courier": (
        "此类地址快递员不能上门",
        "по такому адресу курьер не доставит",
        "a courier cannot deliver to this kind of address",
    ),
    "one_segment": (
        "编码只有一段，通常说明地址有问题，请核对地址",
        "в коде один сегмент: обычно это признак плохого адреса, проверьте его",
        "the code has one segment only, usually the sign of a bad address: check it",
    ),
    "short_code": (
        "编码只到网点，还不知道归哪个业务员",
        "код доходит только до отделения, курьер не определён",
        "the code ends at the outlet: no courier is known yet",
    ),
    "shared": (
        "共管区域，可派：{zones}",
        "общая территория зон: {zones}",
        "an area shared by the zones: {zones}",
    ),
    "rivals": (
        "多条同级规则不一致：{zones}",
        "равные правила спорят: {zones}",
        "rules of equal rank disagree: {zones}",
    ),
    "number_open": (
        "缺少门牌或楼栋号，无法确定：{zones}",
        "без номера дома не выбрать между зонами: {zones}",
        "without the house number it may be any of: {zones}",
    ),
    "point_open": (
        "坐标不够精确，无法确定：{zones}",
        "координаты слишком грубы, чтобы выбрать между зонами: {zones}",
        "the coordinates are too coarse to tell between: {zones}",
    ),
    "place_open": (
        "“{place}”分属多个区域，请补充更细的街道、乡镇或小区：{zones}",
        "«{place}» делят несколько зон, нужен район или улица: {zones}",
        "“{place}” is divided between zones; a finer place is needed: {zones}",
    ),
    "needs_point": (
        "需要坐标才能确定区域",
        "чтобы определить зону, нужны координаты",
        "coordinates are needed to tell the zone",
    ),
    "place_unknown": ("没有认出地点", "место не распознано", "the place was not recognised"),
    "place_rivals": (
        "地点有多种可能：{places}",
        "подходит несколько мест: {places}",
        "several places fit: {places}",
    ),
    "not_learned": (
        "历史数据中没有“{place}”的依据",
        "в истории нет опоры для «{place}»",
        "the history says nothing about “{place}”",
    ),
    "nobody": ("没有区域覆盖“{place}”", "«{place}» не входит ни в одну зону", "no zone covers “{place}”"),
    "excluded": (
        "规则明确不派送：{rule}",
        "доставки нет по правилу: {rule}",
        "not served, by the rule: {rule}",
    ),
}
"""Why an address got its zone, lane or status."""

RULES: Mapping[str, Words] = {
    "address": ("指定地址", "адрес", "address"),
    "estate": ("小区/大厦", "объект", "estate"),
    "houses": ("门牌清单", "дома", "houses"),
    "range": ("号段", "диапазон домов", "house range"),
    "segment": ("路段", "отрезок улицы", "street segment"),
    "street": ("道路", "улица", "street"),
    "polygon": ("片区", "контур", "polygon"),
    "radius": ("半径", "радиус", "radius"),
    "village": ("村/社区", "микрорайон или село", "village"),
    "beginning": ("地名开头", "начало названия", "beginning"),
    "place": ("行政区划", "место", "place"),
    "index": ("邮编", "индекс", "postal index"),
    "default": ("其余", "остальное", "everything else"),
}
"""What people call a kind of rule."""

PARITY: Mapping[str, Words] = {
    "odd": ("单号", "нечётные", "odd"),
    "even": ("双号", "чётные", "even"),
    "both": ("", "", ""),
}

FACTS: Mapping[str, Words] = {
    "ended": ("已于 {value} 失效", "срок истёк {value}", "it ended on {value}"),
    "never_valid": (
        "与区域的有效期没有交集",
        "сроки правила и зоны не пересекаются",
        "it and its zone are never valid together",
    ),
    "former_place": ("{value} 已不存在", "{value} больше не существует", "{value} exists no more"),
    "own_exclude": (
        "被同一区域的排除规则抵消",
        "её отменяет исключение той же зоны",
        "an exclusion of the same zone undoes it",
    ),
    "area": ("{value} 平方米", "{value} м²", "{value} m²"),
    "large_area": ("{value} 平方公里", "{value} км²", "{value} km²"),
    "read_as": ("（读作：{value}）", " (прочитано: {value})", " (read as: {value})"),
    "read_as_nothing": ("（什么也没读出）", " (ничего не прочитано)", " (nothing was read)"),
    "no_access": ("打不开（{value}）", "нет доступа ({value})", "no access ({value})"),
    "bad_csv": (
        "第 {value} 行的引号或分隔符有误",
        "кавычки или разделители в строке {value}",
        "quotes or separators in line {value}",
    ),
    "bad_workbook": ("不是能打开的工作簿", "книга не открывается", "it is no workbook that can be opened"),
    "bad_json": ("第 {value} 行不是 JSON", "не JSON, строка {value}", "no JSON, line {value}"),
    "no_features": (
        "不是 GeoJSON 要素集合（FeatureCollection）",
        "это не FeatureCollection формата GeoJSON",
        "it is no GeoJSON FeatureCollection",
    ),
    "odd": ("{value} 单号", "{value} нечётные", "{value} odd"),
    "even": ("{value} 双号", "{value} чётные", "{value} even"),
    "odd_open": ("{value} 以上单号", "{value} и далее, нечётные", "{value} and up, odd"),
    "even_open": ("{value} 以上双号", "{value} и далее, чётные", "{value} and up, even"),
}
"""Small facts that the sentences about trouble are filled with."""


class Fact(Struct, frozen=True):
    """One of ``FACTS``, not yet worded."""

    key: str
    value: str = ""


COLUMN = "column"
"""The key of a fact that is a column's name; what a language calls it is known where the columns are."""

Value = str | Fact | tuple[str | Fact, ...]
"""What fills a place in a sentence: a text, a fact in the reader's language, or several of them."""

HEADINGS: Mapping[str, Words] = {
    "title": ("派送区域检查", "Проверка зон доставки", "Delivery zones: what to mend"),
    "clean": ("没有发现问题", "Замечаний нет", "Nothing to mend"),
    "no_map": (
        "表中没有边界，也没有能定位的地名，无图可画",
        "В таблице нет ни контуров, ни мест с известными координатами: рисовать нечего",
        "The table has neither shapes nor places whose position is known: there is nothing to draw",
    ),
    "where": ("行", "Строка", "Row"),
    "error": ("错误", "Ошибка", "Error"),
    "warning": ("警告", "Предупреждение", "Warning"),
    "info": ("提示", "К сведению", "Note"),
    "counts": (
        "{errors} 个错误，{warnings} 个警告",
        "ошибок: {errors}, предупреждений: {warnings}",
        "errors: {errors}, warnings: {warnings}",
    ),
    "zone": ("区域", "зона", "zone"),
    "outline": ("{area}，{corners} 个顶点", "{area}, вершин: {corners}", "{area}, {corners} corners"),
    "zones_added": ("新增区域：{count}", "зон добавлено: {count}", "zones added: {count}"),
    "zones_removed": ("删除区域：{count}", "зон удалено: {count}", "zones removed: {count}"),
    "zones_changed": ("修改区域：{count}", "зон изменено: {count}", "zones changed: {count}"),
    "rules_added": ("新增规则：{count}", "правил добавлено: {count}", "rules added: {count}"),
    "rules_removed": ("删除规则：{count}", "правил удалено: {count}", "rules removed: {count}"),
    "rules_changed": ("修改规则：{count}", "правил изменено: {count}", "rules changed: {count}"),
    "no_difference": ("没有差别", "Отличий нет", "No difference"),
    "map": ("区域地图：{place}", "Карта зон: {place}", "Map of the zones: {place}"),
    "kilometres": ("{value} 公里", "{value} км", "{value} km"),
    "on_map": (
        "在地图上看第 {number} 条",
        "Показать на карте замечание {number}",
        "Show finding {number} on the map",
    ),
}
"""Headings of what lint prints and draws."""

OPEN_END: Words = ("以上", " и далее", " and up")


class Trouble(Struct, frozen=True, gc=False):
    """One kind of trouble with a table: how grave, what a person reads, how to mend it."""

    severity: Literal["info", "warning", "error"]
    message: Words
    remedy: Words


def _error(message: Words, remedy: Words) -> Trouble:
    return Trouble("error", message, remedy)


def _warning(message: Words, remedy: Words) -> Trouble:
    return Trouble("warning", message, remedy)


TROUBLES: Mapping[str, Trouble] = {
    # --- files and headers
    "UNREADABLE_FILE": _error(
        ("文件读不出来：{value}", "файл не читается: {value}", "the file cannot be read: {value}"),
        (
            "请另存为 UTF-8 的 CSV、XLSX 或 GeoJSON",
            "сохраните его как CSV в UTF-8, XLSX или GeoJSON",
            "save it as CSV in UTF-8, XLSX or GeoJSON",
        ),
    ),
    "EMPTY_TABLE": _error(
        ("表里没有任何区域", "в таблице нет ни одной зоны", "the table holds no zone"),
        ("至少写一行区域", "впишите хотя бы одну зону", "write at least one row"),
    ),
    "HEADER_MISSING": _error(
        ("找不到“区域编码”这一列", "нет столбца «зона»", "there is no column “zone”"),
        (
            "第一行写列名，其中一列叫“区域编码”",
            "первой строкой должны стоять названия столбцов, среди них «зона»",
            "the first row must name the columns, one of them “zone”",
        ),
    ),
    "HEADER_TWICE": _error(
        ("两列同名：{value}", "столбец дважды: {value}", "the column stands twice: {value}"),
        ("删掉或合并其中一列", "удалите или объедините один из них", "delete or merge one of them"),
    ),
    "COLUMN_UNKNOWN": _warning(
        (
            "不认识的列“{value}”，已忽略",
            "столбец «{value}» неизвестен и пропущен",
            "the column “{value}” is unknown and was ignored",
        ),
        (
            "列名见 docs/zones.md",
            "названия столбцов — в docs/zones.md",
            "see docs/zones.md for the names of columns",
        ),
    ),
    "ROW_TOO_LONG": _error(
        (
            "这一行的单元格比列名多",
            "в строке больше ячеек, чем столбцов",
            "the row has more cells than the header",
        ),
        ("检查是否有未加引号的逗号", "проверьте запятые без кавычек", "look for a comma without quotes"),
    ),
    "ENCODING_GUESSED": Trouble(
        "info",
        (
            "文件不是 UTF-8，按 {value} 读取",
            "файл не в UTF-8, прочитан как {value}",
            "the file is not UTF-8 and was read as {value}",
        ),
        (
            "请核对文字，并另存为 UTF-8",
            "проверьте текст и сохраните в UTF-8",
            "check the text and save it as UTF-8",
        ),
    ),
    "VERSION_GONE": _error(
        (
            "这个版本的文件不见了",
            "файлы этой версии пропали",
            "the files of this version are gone",
        ),
        (
            "从备份恢复状态目录，或用 --zones 另给一份表",
            "восстановите папку состояния из копии или запустите с другой таблицей: --zones",
            "take the state folder back from a copy, or start with another table: --zones",
        ),
    ),
    # --- cells
    "ZONE_MISSING": _error(
        ("这一行没有区域编码", "в строке нет кода зоны", "the row has no zone"),
        (
            "写上区域编码；若要表示不派送，在“排除”列写“是”",
            "впишите код зоны; если сюда не доставляют, поставьте «да» в столбце «кроме»",
            "write the zone; where nobody delivers, put “yes” into “exclude”",
        ),
    ),
    "ZONE_CONTRADICTS": _error(
        (
            "区域 {zone} 的“{column}”前后不一致：{value} 与 {other}",
            "у зоны {zone} разные значения «{column}»: {value} и {other}",
            "zone {zone} has two values of “{column}”: {value} and {other}",
        ),
        ("同一区域只写一次，或写成一样", "оставьте одно значение", "keep one of them"),
    ),
    "SEGMENT_SKIPPED": _error(
        ("编码缺了中间一段", "в коде пропущен сегмент", "a segment of the code is left out"),
        (
            "从一段码起依次填写",
            "заполняйте сегменты подряд, с первого",
            "fill the segments in order, from the first",
        ),
    ),
    "BAD_NUMBER": _error(
        ("“{value}”不是数字", "«{value}» — не число", "“{value}” is not a number"),
        ("写数字，例如 12", "впишите число, например 12", "write a number, for instance 12"),
    ),
    "BAD_WORD": _error(
        (
            "“{column}”不能写“{value}”",
            "в столбце «{column}» не бывает «{value}»",
            "“{value}” cannot stand in “{column}”",
        ),
        ("可以写：{known}", "можно: {known}", "it may be: {known}"),
    ),
    "BAD_DATE": _error(
        ("“{value}”不是日期", "«{value}» — не дата", "“{value}” is not a date"),
        ("写成 2026-11-22", "пишите 2026-11-22 или 22.11.2026", "write 2026-11-22"),
    ),
    "BAD_TIME": _error(
        ("“{value}”不是时间", "«{value}» — не время", "“{value}” is not a time"),
        (
            "写成 08:30，多个用分号隔开",
            "пишите 08:30, несколько — через точку с запятой",
            "write 08:30; several with semicolons",
        ),
    ),
    "REVERSED_RANGE": _error(
        (
            "号段反了：{value} 大于 {other}",
            "диапазон перевёрнут: {value} больше {other}",
            "the range is reversed: {value} is above {other}",
        ),
        ("把起始号和结束号对调", "поменяйте начало и конец местами", "swap the two ends"),
    ),
    "EMPTY_RANGE": _error(
        (
            "号段 {value} 里没有{other}",
            "в диапазоне {value} нет ни одного номера: {other}",
            "there is no {other} number in {value}",
        ),
        ("改号段或单双号", "измените диапазон или чётность", "change the range or the parity"),
    ),
    "REVERSED_VALIDITY": _error(
        (
            "失效日期 {other} 早于生效日期 {value}",
            "срок кончается ({other}) раньше, чем начинается ({value})",
            "it ends on {other}, before it begins on {value}",
        ),
        ("改正日期", "исправьте даты", "mend the dates"),
    ),
    "NUMBERS_ALONE": _error(
        (
            "写了号码，却没有道路或小区",
            "номера есть, а улицы или объекта нет",
            "there are numbers without a street or an estate",
        ),
        ("补上道路或小区", "впишите улицу или объект", "name the street or the estate"),
    ),
    "TWO_SUBJECTS": _error(
        (
            "一行只能说一件事，这里同时写了：{value}",
            "строка должна говорить об одном, а здесь: {value}",
            "a row speaks of one thing, this one of: {value}",
        ),
        ("拆成几行", "разбейте на несколько строк", "make several rows of it"),
    ),
    "BAD_INDEX": _error(
        (
            "“{value}”不是六位邮编或邮编段",
            "«{value}» — не индекс из шести цифр и не диапазон",
            "“{value}” is no postal index of six digits nor a range",
        ),
        ("写成 420000 或 420000-420015", "пишите 420000 или 420000-420015", "write 420000 or 420000-420015"),
    ),
    "BAD_SHAPE": _error(
        ("边界读不出来：{value}", "контур не читается: {value}", "the shape cannot be read: {value}"),
        (
            "写成 POLYGON((经度 纬度, …))，至少四个点，首尾相同",
            "пишите POLYGON((долгота широта, …)): не меньше четырёх точек, последняя равна первой",
            "write POLYGON((longitude latitude, …)) with four points at least, the last the first again",
        ),
    ),
    "COORDINATES_OUTSIDE": _error(
        (
            "坐标 {value} 不在中国或俄罗斯，可能经纬度写反了",
            "координаты {value} вне России и Китая: не перепутаны ли широта и долгота",
            "the coordinates {value} lie outside China and Russia; perhaps latitude and longitude are swapped",
        ),
        ("先写经度，再写纬度", "сначала долгота, потом широта", "longitude comes first, then latitude"),
    ),
    "SELF_INTERSECTING": _error(
        (
            "边界在 {value} 附近自己相交",
            "контур пересекает сам себя у точки {value}",
            "the shape crosses itself near {value}",
        ),
        (
            "把这一点附近的顶点顺序改正",
            "исправьте порядок точек возле этого места",
            "mend the order of the corners near that point",
        ),
    ),
    "RADIUS_INCOMPLETE": _error(
        (
            "半径要有圆心（纬度、经度）和大于零的米数",
            "радиусу нужны широта, долгота и число метров больше нуля",
            "a radius needs latitude, longitude and more than zero metres",
        ),
        ("三列都填上", "заполните все три столбца", "fill all three columns"),
    ),
    # --- names
    "PLACE_CODE_UNKNOWN": _error(
        ("没有代码为 {value} 的地方", "места с кодом {value} нет", "there is no place with the code {value}"),
        (
            "改正代码，或清空代码只写地名",
            "исправьте код или оставьте только название",
            "mend the code, or leave it out and write the name",
        ),
    ),
    "PLACE_CONTRADICTS": _error(
        (
            "代码 {other} 是“{known}”，不是“{value}”",
            "код {other} — это «{known}», а не «{value}»",
            "the code {other} is “{known}”, not “{value}”",
        ),
        ("改正代码或地名", "исправьте код или название", "mend the code or the name"),
    ),
    "PLACE_AMBIGUOUS": _error(
        (
            "“{value}”不止一处：{other}",
            "мест «{value}» несколько: {other}",
            "there are several places “{value}”: {other}",
        ),
        ("前面写上省市", "допишите регион или город", "write the region or the city before it"),
    ),
    "PLACE_UNKNOWN": _warning(
        (
            "词典里没有“{value}”，只能按名称匹配",
            "«{value}» нет в справочнике, сверяется только название",
            "“{value}” is in no dictionary; it is matched by its name",
        ),
        (
            "核对写法，或换成现在的名称",
            "проверьте написание или впишите нынешнее название",
            "check the spelling, or write today's name",
        ),
    ),
    "PLACE_DIVIDED": _warning(
        (
            "“{value}”已撤销，今属 {other}；只能按旧名称匹配",
            "«{value}» больше нет, теперь это {other}; сверяется только старое название",
            "“{value}” exists no more and is {other} today; it is matched by its old name",
        ),
        (
            "地址里已写新名称的，请再加新地名的行",
            "добавьте строки для нынешних мест: адреса пишут и так, и так",
            "add rows for today's places: addresses name both",
        ),
    ),
    "STREET_UNKNOWN": _warning(
        (
            "地址里不会出现这样的路名“{value}”{other}",
            "улицу «{value}» в адресах не узнать{other}",
            "no address is read as being on “{value}”{other}",
        ),
        (
            "写路名全称，例如“文三路”",
            "пишите название с типом, например «ул. Ленина»",
            "write the whole name with its type",
        ),
    ),
    "STREET_MISSPELT": _warning(
        (
            "“{value}”与“{other}”只差一个字，可能写错了",
            "«{value}» отличается от «{other}» одной буквой: не опечатка ли",
            "“{value}” differs from “{other}” by one letter: a slip?",
        ),
        ("核对后改成一致", "проверьте и исправьте", "check and mend it"),
    ),
    "PLACE_MISSING": _warning(
        (
            "“{value}”没写属于哪里，各地同名的都会算进来",
            "у «{value}» не указано место: подойдёт любой город",
            "“{value}” has no place: it holds in every city",
        ),
        (
            "在“行政区划”列写上城市或区",
            "впишите город или район в столбец «место»",
            "write the city or district into “place”",
        ),
    ),
    "SEGMENT_BLIND": _warning(
        (
            "这个路段没有号码：只有写明路口的地址才能匹配",
            "у отрезка нет номеров: он подойдёт только адресам с перекрёстком",
            "the segment has no numbers: only addresses that name a crossing will match",
        ),
        (
            "补上这一段的起止门牌号",
            "впишите номера домов на этом отрезке",
            "add the house numbers of the stretch",
        ),
    ),
    # --- what the rules say together
    "DUPLICATE": _warning(
        ("与 {rows} 重复", "повторяет строку {rows}", "repeats {rows}"),
        ("删掉一行", "удалите одну из строк", "delete one of the rows"),
    ),
    "OVERLAP": _warning(
        (
            "与 {rows} 重叠：{value} 同时属于 {zones}",
            "пересекается с {rows}: {value} принадлежит сразу {zones}",
            "overlaps {rows}: {value} belongs to {zones} at once",
        ),
        (
            "划清界线；确实共管的，两行都在“共享”写“是”",
            "разведите границы; если территория общая, поставьте обеим «да» в столбце «общая»",
            "draw the line; where it is meant, put “yes” into “shared” of both",
        ),
    ),
    "SHADOWED": _warning(
        (
            "这条规则永远轮不到：{value} 已被 {rows} 占满",
            "правило не сработает: {value} целиком заняли {rows}",
            "the rule never gets its turn: {rows} take all of {value}",
        ),
        (
            "删掉这一行，或缩小前面的规则",
            "удалите строку или сузьте те правила",
            "delete it, or narrow the others",
        ),
    ),
    "UNREACHABLE": _warning(
        (
            "这条规则不会生效：{value}",
            "правило никогда не действует: {value}",
            "the rule can never match: {value}",
        ),
        ("删掉或改正", "удалите или исправьте", "delete or mend it"),
    ),
    "GAP": _warning(
        ("没有区域管：{value}", "ничья территория: {value}", "nobody's: {value}"),
        (
            "补一行，或扩大相邻的规则",
            "добавьте строку или расширьте соседнее правило",
            "add a row or widen a neighbour",
        ),
    ),
    "VALIDITY_GAP": _warning(
        ("{value} 这段时间没有规则", "{value}: правила нет", "no rule between {value}"),
        ("让两行的日期接上", "сомкните даты двух строк", "let the dates of the two rows meet"),
    ),
    "VALIDITY_OVERLAP": _warning(
        (
            "与 {rows} 在 {value} 同时有效，区域却不同：{zones}",
            "{value} действует вместе с {rows}, а зоны разные: {zones}",
            "valid together with {rows} during {value}, with other zones: {zones}",
        ),
        (
            "前一行的失效日期应早于后一行的生效日期",
            "закончите первую строку раньше, чем начнётся вторая",
            "end the first before the second begins",
        ),
    ),
    "ZONE_UNUSED": _warning(
        ("区域 {zone} 没有任何规则", "у зоны {zone} нет ни одного правила", "zone {zone} has no rule"),
        ("补上规则，或删掉这个区域", "добавьте правило или удалите зону", "add a rule, or delete the zone"),
    ),
    "TIMES_UNEQUAL": _warning(
        (
            "区域 {zone} 有 {value} 个派次、{other} 个截单时间",
            "у зоны {zone} отправлений {value}, а отсечек {other}",
            "zone {zone} has {value} waves and {other} cut-offs",
        ),
        ("每个派次写一个截单时间", "на каждое отправление — одна отсечка", "write one cut-off for each wave"),
    ),
    "DEFAULT_CATCHES": Trouble(
        "info",
        ("其余地址全部归 {zone}", "всё остальное уходит в {zone}", "everything else goes to {zone}"),
        (
            "若只想接收本地地址，请加上行政区划",
            "если это не задумано, ограничьте правило местом",
            "give the rule a place where that is not meant",
        ),
    ),
}
"""Every trouble that reading and linting a table can point out."""


def reason(key: str, lang: str, **values: str) -> str:
    """Return why, in ``lang``.

    >>> reason("nobody", "zh", place="杭州市")
    '没有区域覆盖“杭州市”'
    """
    return REASONS[key][_AT[sentence_language(lang)]].format_map(values)


def worded(value: Value, lang: str) -> str:
    """Return what fills a place in a sentence, in ``lang``.

    >>> worded(("文三路 ", Fact("odd", "1–99")), "ru")
    '文三路 1–99 нечётные'
    """
    if isinstance(value, tuple):
        return "".join(worded(part, lang) for part in value)
    if isinstance(value, str):
        return value
    return FACTS[value.key][_AT[sentence_language(lang)]].format(value=value.value)


def heading(key: str, lang: str, **values: object) -> str:
    """Return a heading of the lint's picture or text."""
    return HEADINGS[key][_AT[sentence_language(lang)]].format_map(values)


def rule_word(kind: str, lang: str) -> str:
    """Return what people call a kind of rule."""
    return RULES[kind][_AT[sentence_language(lang)]]


def parity_word(parity: str, lang: str) -> str:
    """Return what people call one side of the numbers; "" for both."""
    return PARITY[parity][_AT[sentence_language(lang)]]


def open_end(lang: str) -> str:
    """Return what stands behind the first number of a range without an end: 以上, и далее."""
    return OPEN_END[_AT[sentence_language(lang)]]


def trouble_message(code: str, lang: str, values: Mapping[str, str]) -> str:
    """Return what is wrong, in ``lang``."""
    return TROUBLES[code].message[_AT[sentence_language(lang)]].format_map(values)


def trouble_remedy(code: str, lang: str, values: Mapping[str, str]) -> str:
    """Return how to mend it, in ``lang``."""
    return TROUBLES[code].remedy[_AT[sentence_language(lang)]].format_map(values)
