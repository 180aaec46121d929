"""The words around a report: what the command line and the pages call its actions, parts and statuses.

Sentences about single issues are in ``addrcheck.wording.issues``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from addrcheck.wording.issues import sentence_language

Words = Mapping[str, tuple[str, str, str]]
"""A key of the contract → (中文, русский, English)."""

ACTIONS: Words = {
    "accept": ("地址完整，可以发货", "Адрес полный, можно отправлять", "Address complete, ready to ship"),
    "confirm": ("请与收件人确认地址", "Уточните адрес у получателя", "Please confirm the address"),
    "add_unit": ("建议补充单元和室号", "Не хватает квартиры или офиса", "Flat or office missing"),
    "fix": ("地址需要修改或补充", "Адрес нужно исправить или дополнить", "Address needs correcting"),
    "special": ("不能快递上门", "Курьером не доставить", "No door delivery"),
    "foreign": ("境外地址", "Адрес за рубежом", "Foreign address"),
    "empty": ("没有地址", "Адреса нет", "No address"),
}

NEXT_STEPS: Words = {
    "accept": (
        "无需处理，照此发货。",
        "Ничего делать не нужно.",
        "Nothing to do.",
    ),
    "confirm": (
        "请把原文和建议一起给收件人看，确认后再发货。",
        "Покажите получателю его вариант и наш: пусть выберет верный.",
        "Show the recipient what they wrote beside our reading and let them choose.",
    ),
    "add_unit": (
        "请问一下单元和室号；独栋或没有室号的可以直接发。",
        "Спросите номер квартиры или офиса; для частного дома отправляйте так.",
        "Ask for the flat or office; a detached house can go as it is.",
    ),
    "fix": (
        "请联系收件人补全或更正地址。",
        "Свяжитесь с получателем: адрес нужно дополнить или исправить.",
        "Ask the recipient to complete or correct the address.",
    ),
    "special": (
        "请改用邮政或自提，或向收件人要一个能上门的地址。",
        "Отправьте почтой или в пункт выдачи либо попросите адрес для курьера.",
        "Use the post or a pickup point, or ask for an address with a door.",
    ),
    "foreign": (
        "请走国际寄递。",
        "Оформите международную доставку.",
        "Ship it internationally.",
    ),
    "empty": (
        "请填写收货地址。",
        "Впишите адрес доставки.",
        "Enter the delivery address.",
    ),
}

_ASK_FOR: tuple[str, str, str] = (
    "请向收件人补问：{parts}。",
    "Уточните у получателя: {parts}.",
    "Ask the recipient for: {parts}.",
)

MISSING: Words = {
    "house": ("门牌号", "номер дома", "house number"),
    "building": ("楼栋", "номер корпуса", "building number"),
    "room": ("室号", "номер квартиры или офиса", "flat or office number"),
}
"""What one asks for where a part is missing; the others are called as they are (``COMPONENTS``)."""

STATUSES: Words = {
    "given": ("原文", "указано", "given"),
    "corrected": ("已更正", "исправлено", "corrected"),
    "renamed": ("已更名", "переименовано", "renamed"),
    "inferred": ("推断补全", "добавлено", "inferred"),
    "unverified": ("词典未收录", "нет в справочнике", "not in the dictionary"),
    "conflicting": ("有矛盾", "противоречит", "conflicting"),
}

SEVERITIES: Words = {
    "info": ("提示", "к сведению", "note"),
    "warning": ("请确认", "проверьте", "please check"),
    "error": ("需修改", "исправьте", "please fix"),
}

LEVELS: Words = {
    "region": ("省级", "регион", "region"),
    "area": ("区域", "район или округ", "area"),
    "city": ("地市", "город", "city"),
    "district": ("区县", "район города", "district"),
    "town": ("街道乡镇", "посёлок или квартал", "town"),
    "settlement": ("居民点", "населённый пункт", "settlement"),
    "village": ("村或社区", "деревня", "village"),
    "street": ("道路", "улица", "street"),
    "house": ("门牌号", "дом", "house"),
    "building": ("楼栋", "корпус", "building"),
    "room": ("室号", "квартира", "room"),
    "none": ("无", "нет", "none"),
}

COMPONENTS: Words = {
    "region": ("省份", "регион", "region"),
    "area": ("区域", "район или округ", "area"),
    "city": ("城市", "город", "city"),
    "district": ("区县", "район города", "district"),
    "town": ("街道/乡镇", "посёлок или квартал", "town"),
    "settlement": ("居民点", "населённый пункт", "settlement"),
    "devzone": ("开发区", "промзона", "development zone"),
    "village": ("村/社区", "деревня", "village"),
    "group": ("村民小组", "группа дворов", "village group"),
    "quarter": ("片区", "микрорайон", "quarter"),
    "street": ("道路", "улица", "street"),
    "substreet": ("支路", "переулок", "branch street"),
    "house": ("门牌号", "дом", "house"),
    "subhouse": ("附号", "доп. номер", "sub-number"),
    "block": ("楼座", "корпус", "block"),
    "structure": ("附属建筑", "строение", "structure"),
    "letter": ("字母号", "литера", "letter"),
    "plot": ("地块", "участок", "plot"),
    "poi": ("小区/大厦", "здание или ЖК", "estate or building"),
    "subpoi": ("区/门", "часть комплекса", "part of the estate"),
    "building": ("楼栋", "корпус", "building"),
    "unit": ("单元", "секция", "unit"),
    "entrance": ("入口", "подъезд", "entrance"),
    "floor": ("楼层", "этаж", "floor"),
    "room": ("室号", "квартира или офис", "flat or office"),
    "organization": ("单位/店铺", "организация", "company or shop"),
    "landmark": ("参照物", "ориентир", "landmark"),
    "pobox": ("邮政信箱", "абонентский ящик", "PO box"),
    "poste_restante": ("邮局自取", "до востребования", "poste restante"),
    "pickup_point": ("驿站/自提点", "пункт выдачи", "pickup point"),
    "military_unit": ("部队", "воинская часть", "military unit"),
    "postcode": ("邮编", "индекс", "postcode"),
}

HEADINGS: Words = {
    "address": ("地址", "Адрес", "Address"),
    "parts": ("地址构成", "Части адреса", "Parts"),
    "issues": ("需要注意", "На что обратить внимание", "Please note"),
    "missing": ("还缺少", "Не хватает", "Missing"),
    "candidates": ("可能的地点", "Возможные места", "Possible places"),
    "contact": ("收件人", "Получатель", "Recipient"),
    "name": ("姓名", "Имя", "Name"),
    "phone": ("电话", "Телефон", "Phone"),
    "extension": ("分机", "Добавочный", "Extension"),
    "note": ("给快递员的话", "Для курьера", "For the courier"),
    "postcode": ("邮编", "Индекс", "Postcode"),
    "zone": ("派送区域", "Зона доставки", "Delivery zone"),
    "location": ("位置", "Координаты", "Location"),
    "next": ("下一步", "Что делать", "Next step"),
    "entered": ("您填写的", "Вы указали", "You entered"),
    "suggested": ("建议改为", "Предлагаем", "Suggested"),
    "keep": ("就用我填写的", "Оставить как есть", "Keep what I entered"),
}


def _pick(words: tuple[str, str, str], lang: str) -> str:
    return words[("zh", "ru", "en").index(sentence_language(lang))]


def action_line(action: str, lang: str) -> str:
    """Return what an action means, in a few words.

    >>> action_line("accept", "zh"), action_line("fix", "ru")
    ('地址完整，可以发货', 'Адрес нужно исправить или дополнить')
    """
    return _pick(ACTIONS[action], lang)


def component_name(component_type: str, lang: str) -> str:
    """Return what people call a type of component.

    >>> component_name("house", "zh"), component_name("house", "ru")
    ('门牌号', 'дом')
    """
    return _pick(COMPONENTS[component_type], lang)


def missing_name(component_type: str, lang: str) -> str:
    """Return what one asks for where a part is missing.

    >>> missing_name("house", "en"), missing_name("street", "en")
    ('house number', 'street')
    """
    return _pick(MISSING.get(component_type) or COMPONENTS[component_type], lang)


def level_name(level: str, lang: str) -> str:
    """Return what people call a level of ``Report.levels``."""
    return _pick(LEVELS[level], lang)


def status_name(status: str, lang: str) -> str:
    """Return what people call a component's status."""
    return _pick(STATUSES[status], lang)


def severity_name(severity: str, lang: str) -> str:
    """Return what stands before an issue of this severity."""
    return _pick(SEVERITIES[severity], lang)


def heading(key: str, lang: str) -> str:
    """Return the heading of a section of the report."""
    return _pick(HEADINGS[key], lang)


def next_step(action: str, lang: str, missing: Sequence[str] = ()) -> str:
    """Return what the shop should do now; with ``missing`` component types it names what to ask for.

    >>> next_step("fix", "zh", ["street", "house"])
    '请向收件人补问：道路、门牌号。'
    >>> next_step("accept", "ru")
    'Ничего делать не нужно.'
    """
    if missing and action in ("fix", "confirm"):
        joiner = "、" if sentence_language(lang) == "zh" else ", "
        return _pick(_ASK_FOR, lang).format(parts=joiner.join(missing_name(m, lang) for m in missing))
    return _pick(NEXT_STEPS[action], lang)
