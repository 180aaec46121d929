"""The table of issues: each code with its severity and its sentence in three languages.

A sentence names the part, says what is wrong in one breath and shows what a good answer looks like. It
never says "invalid address". Placeholders in braces are filled by the caller and are the same in all
three languages. ``docs/issues.md`` is made from this table (``python -m addrcheck.wording``).
"""

from __future__ import annotations

from string import Formatter

from msgspec import Struct

from addrcheck.model import Severity


class Sentence(Struct, frozen=True, gc=False):
    """One issue code: how grave it is, when it is raised, and what a person reads."""

    code: str
    severity: Severity
    when: str
    zh: str
    ru: str
    en: str

    @property
    def placeholders(self) -> frozenset[str]:
        """Names of the values that the sentence needs."""
        return placeholders_in(self.en)


def placeholders_in(sentence: str) -> frozenset[str]:
    """Return the names in braces.

    >>> sorted(placeholders_in("“{given}”是不是“{value}”？"))
    ['given', 'value']
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


_CORRECTED = "A {0} name was mended: a typo, a homophone, another layout or script."
_RENAMED = "An old {0} name stands in the text; `value` is what the place is called or belongs to today."
_SPLIT = "An old {0} was divided and nothing in the text says which successor is meant."

TABLE: tuple[Sentence, ...] = (
    # --- a name was mended: {given} as typed, {value} as the dictionary has it ---
    Sentence(
        "REGION_CORRECTED",
        "warning",
        _CORRECTED.format("region"),
        "省份“{given}”可能写错了，您要填的是“{value}”吗？",
        "В названии региона, похоже, опечатка: «{given}». Имелось в виду «{value}»?",
        "Region “{given}” looks misspelt. Did you mean “{value}”?",
    ),
    Sentence(
        "AREA_CORRECTED",
        "warning",
        _CORRECTED.format("area (район, округ)"),
        "“{given}”可能写错了，您要填的是“{value}”吗？",
        "В названии района или округа, похоже, опечатка: «{given}». Имелось в виду «{value}»?",
        "Area “{given}” looks misspelt. Did you mean “{value}”?",
    ),
    Sentence(
        "CITY_CORRECTED",
        "warning",
        _CORRECTED.format("city"),
        "城市“{given}”可能写错了，您要填的是“{value}”吗？",
        "В названии города, похоже, опечатка: «{given}». Имелось в виду «{value}»?",
        "City “{given}” looks misspelt. Did you mean “{value}”?",
    ),
    Sentence(
        "DISTRICT_CORRECTED",
        "warning",
        _CORRECTED.format("district"),
        "区县“{given}”可能写错了，您要填的是“{value}”吗？",
        "В названии района города, похоже, опечатка: «{given}». Имелось в виду «{value}»?",
        "District “{given}” looks misspelt. Did you mean “{value}”?",
    ),
    Sentence(
        "TOWN_CORRECTED",
        "warning",
        _CORRECTED.format("town (街道, 镇, 乡)"),
        "街道或乡镇“{given}”可能写错了，您要填的是“{value}”吗？",
        "В названии посёлка или квартала, похоже, опечатка: «{given}». Имелось в виду «{value}»?",
        "Town “{given}” looks misspelt. Did you mean “{value}”?",
    ),
    Sentence(
        "SETTLEMENT_CORRECTED",
        "warning",
        _CORRECTED.format("settlement"),
        "“{given}”可能写错了，您要填的是“{value}”吗？",
        "В названии населённого пункта, похоже, опечатка: «{given}». Имелось в виду «{value}»?",
        "Settlement “{given}” looks misspelt. Did you mean “{value}”?",
    ),
    Sentence(
        "STREET_CORRECTED",
        "warning",
        _CORRECTED.format("street"),
        "路名“{given}”可能写错了，您要填的是“{value}”吗？",
        "В названии улицы, похоже, опечатка: «{given}». Имелось в виду «{value}»?",
        "Street “{given}” looks misspelt. Did you mean “{value}”?",
    ),
    Sentence(
        "TRANSCRIBED",
        "warning",
        "A name stands in another script or keyboard layout; `value` is what it was read as.",
        "“{given}”理解为“{value}”，对吗？",
        "«{given}» — это «{value}»?",
        "We read “{given}” as “{value}”. Is that right?",
    ),
    # --- the place has another name today: {former} as typed, {value} as it is now ---
    Sentence(
        "REGION_RENAMED",
        "info",
        _RENAMED.format("region"),
        "“{former}”是旧称，现为“{value}”。",
        "«{former}» — прежнее название, сейчас это «{value}».",
        "“{former}” is a former region name, now “{value}”.",
    ),
    Sentence(
        "AREA_RENAMED",
        "info",
        _RENAMED.format("area"),
        "“{former}”是旧称，现为“{value}”。",
        "«{former}» — прежнее название, сейчас это «{value}».",
        "“{former}” is a former name, now “{value}”.",
    ),
    Sentence(
        "CITY_RENAMED",
        "info",
        _RENAMED.format("city"),
        "“{former}”是旧称，现为“{value}”。",
        "«{former}» — прежнее название города, сейчас это «{value}».",
        "“{former}” is a former city name, now “{value}”.",
    ),
    Sentence(
        "DISTRICT_RENAMED",
        "info",
        _RENAMED.format("district"),
        "“{former}”已更名或撤并，现为“{value}”。",
        "Район «{former}» переименован или объединён, сейчас это «{value}».",
        "“{former}” was renamed or merged and is now “{value}”.",
    ),
    Sentence(
        "TOWN_RENAMED",
        "info",
        _RENAMED.format("town"),
        "“{former}”已更名或撤并，现为“{value}”。",
        "«{former}» — прежнее название, сейчас это «{value}».",
        "“{former}” was renamed or merged and is now “{value}”.",
    ),
    Sentence(
        "SETTLEMENT_RENAMED",
        "info",
        _RENAMED.format("settlement"),
        "“{former}”是旧称，现为“{value}”。",
        "«{former}» — прежнее название населённого пункта, сейчас это «{value}».",
        "“{former}” is a former settlement name, now “{value}”.",
    ),
    Sentence(
        "STREET_RENAMED",
        "info",
        _RENAMED.format("street"),
        "“{former}”是旧路名，现为“{value}”。",
        "«{former}» — прежнее название улицы, сейчас это «{value}».",
        "“{former}” is a former street name, now “{value}”.",
    ),
    # --- the place was divided: {former} as typed, {choices} its successors ---
    Sentence(
        "REGION_SPLIT",
        "warning",
        _SPLIT.format("region"),
        "“{former}”已拆分为{choices}，您在哪一个？",
        "Регион «{former}» разделён: {choices}. Какой из них ваш?",
        "“{former}” was divided into {choices}. Which one is yours?",
    ),
    Sentence(
        "AREA_SPLIT",
        "warning",
        _SPLIT.format("area"),
        "“{former}”已拆分为{choices}，您在哪一个？",
        "«{former}» теперь разделён: {choices}. Что из этого ваше?",
        "“{former}” was divided into {choices}. Which one is yours?",
    ),
    Sentence(
        "CITY_SPLIT",
        "warning",
        _SPLIT.format("city"),
        "“{former}”已拆分为{choices}，您在哪一个？",
        "Город «{former}» разделён: {choices}. Какой из них ваш?",
        "“{former}” was divided into {choices}. Which one is yours?",
    ),
    Sentence(
        "DISTRICT_SPLIT",
        "warning",
        _SPLIT.format("district"),
        "“{former}”已撤销，现分属{choices}，您在哪一个？",
        "Района «{former}» больше нет, теперь это {choices}. Какой из них ваш?",
        "“{former}” no longer exists; it is now {choices}. Which one is yours?",
    ),
    Sentence(
        "TOWN_SPLIT",
        "warning",
        _SPLIT.format("town"),
        "“{former}”已撤销，现分属{choices}，您在哪一个？",
        "«{former}» больше нет, теперь это {choices}. Что из этого ваше?",
        "“{former}” no longer exists; it is now {choices}. Which one is yours?",
    ),
    Sentence(
        "SETTLEMENT_SPLIT",
        "warning",
        _SPLIT.format("settlement"),
        "“{former}”已拆分为{choices}，您在哪一个？",
        "«{former}» разделён: {choices}. Где живёт получатель?",
        "“{former}” was divided into {choices}. Which one is yours?",
    ),
    # --- something is missing ---
    Sentence(
        "REGION_MISSING",
        "error",
        "No region is given and none follows from the rest.",
        "还缺少省份，例如：浙江省",
        "Не указан регион. Например: Московская область",
        "The region is missing. For example: Zhejiang Province",
    ),
    Sentence(
        "CITY_MISSING",
        "error",
        "No city is given and none follows from the rest.",
        "还缺少城市，例如：浙江省杭州市",
        "Не указан город. Например: г. Казань",
        "The city is missing. For example: Hangzhou",
    ),
    Sentence(
        "DISTRICT_MISSING",
        "warning",
        "The city has districts and none is given.",
        "还缺少区县，例如：杭州市西湖区",
        "Не указан район города. Например: Советский район",
        "The district is missing. For example: Xihu District",
    ),
    Sentence(
        "SETTLEMENT_MISSING",
        "error",
        "No city, town or village is given and none follows from the rest.",
        "还缺少乡镇或村名，例如：新塘镇东湖村",
        "Не указан город или посёлок. Например: г. Химки или д. Сосновка",
        "The town or village is missing. For example: Khimki",
    ),
    Sentence(
        "STREET_MISSING",
        "error",
        "There is nothing that a house number could belong to.",
        "还缺少路名或小区名，例如：文三路 或 阳光小区",
        "Не указана улица. Например: ул. Садовая",
        "The street is missing. For example: Wensan Road",
    ),
    Sentence(
        "HOUSE_MISSING",
        "error",
        "No locator holds: no house number, no estate with a building, no village group.",
        "还缺少门牌号或楼栋号，例如：12号，或12号2号楼",
        "Не указан номер дома. Например: д. 12, корп. 2",
        "The house number is missing. For example: 12, or 12, building 2",
    ),
    Sentence(
        "BUILDING_MISSING",
        "error",
        "An estate or campus is named without a building.",
        "还缺少楼栋号，例如：6号楼2单元301室",
        "Не указан корпус или строение. Например: корп. 2",
        "The building is missing. For example: Building 6, Room 301",
    ),
    Sentence(
        "ROOM_MISSING",
        "warning",
        "The building has many flats and none is named.",
        "还缺少单元或室号，例如：2单元301室。独栋房屋可以不填。",
        "Не указана квартира или офис. Например: кв. 45. Для частного дома не нужно.",
        "The flat or office is missing. For example: Room 301. Not needed for a detached house.",
    ),
    # --- places do not agree ---
    Sentence(
        "PLACE_AMBIGUOUS",
        "warning",
        "Several places bear the name and fit about as well.",
        "叫“{name}”的地方不止一个：{choices}。请选择一个。",
        "Мест с названием «{name}» несколько: {choices}. Выберите нужное.",
        "Several places are called “{name}”: {choices}. Please choose one.",
    ),
    Sentence(
        "PLACE_UNDECIDED",
        "warning",
        "Several places fit, and no single name in the text is to blame.",
        "符合的地方不止一个：{choices}。请选择一个。",
        "Подходит несколько мест: {choices}. Выберите нужное.",
        "Several places fit: {choices}. Please choose one.",
    ),
    Sentence(
        "PLACE_NOT_FOUND",
        "error",
        "Nothing in the text names a place that the dictionaries know.",
        "没有找到“{name}”，请检查写法，或写明所在的省、市、区。",
        "Не удалось найти «{name}». Проверьте написание или добавьте регион и город.",
        "“{name}” was not found. Check the spelling, or add the region and city.",
    ),
    Sentence(
        "CONFLICT",
        "warning",
        "Two parts of the text contradict each other.",
        "“{given}”与“{value}”对不上，请核对以哪个为准。",
        "«{given}» и «{value}» не сходятся. Проверьте, что из этого верно.",
        "“{given}” does not belong with “{value}”. Please check which one is right.",
    ),
    Sentence(
        "REPEATED",
        "info",
        "A part stands twice in the text and agrees with itself.",
        "“{value}”写了两遍，按一处处理。",
        "«{value}» указано дважды, учтено один раз.",
        "“{value}” is written twice and was counted once.",
    ),
    Sentence(
        "UNREAD",
        "info",
        "A stretch of the text that nothing explains.",
        "“{given}”这部分没有读懂，请看看是否写对。",
        "Непонятно, что значит «{given}». Проверьте, всё ли верно.",
        "“{given}” could not be read. Please check it.",
    ),
    Sentence(
        "INFERRED",
        "info",
        "A part is not in the text; it follows from the rest.",
        "已根据其他信息补上“{value}”。",
        "Добавлено по остальной части адреса: «{value}».",
        "“{value}” was added; it follows from the rest.",
    ),
    Sentence(
        "POSTCODE_MISMATCH",
        "warning",
        "The postcode in the text belongs elsewhere; `value` is the place that the text names.",
        "邮编{given}不属于“{value}”，请核对邮编或地址。",
        "Индекс {given} не относится к месту «{value}». Проверьте индекс или адрес.",
        "Postcode {given} does not belong to “{value}”. Check the postcode or the address.",
    ),
    # --- contact ---
    Sentence(
        "PHONE_INVALID",
        "warning",
        "A phone number has the wrong length or a prefix that does not exist.",
        "电话号码不对，请检查位数，例如：13800138000 或 0571-87654321",
        "В номере телефона ошибка: проверьте цифры. Например: +7 912 345-67-89",
        "The phone number is not right. Check the digits, for example +86 138 0013 8000",
    ),
    Sentence(
        "PHONE_MASKED",
        "warning",
        "Digits of the phone number are hidden by asterisks.",
        "电话号码中间被隐藏了（****），请填写完整号码，方便快递员联系。",
        "Часть номера телефона скрыта звёздочками. Укажите номер полностью.",
        "Part of the phone number is hidden (****). Please give the whole number.",
    ),
    Sentence(
        "PHONE_UNREACHABLE",
        "warning",
        "A hotline (400, 95xxx, 8-800): nobody there can open the door.",
        "这是客服热线，快递员联系不到收件人，请留手机号码。",
        "Это номер горячей линии: курьер не дозвонится до получателя. Укажите личный телефон.",
        "This is a hotline; the courier needs the recipient's own number.",
    ),
    Sentence(
        "PHONE_AREA_MISMATCH",
        "info",
        "The area code of the phone belongs to another place than the address.",
        "电话区号属于“{given}”，地址在“{value}”，请留意是否填错。",
        "Код телефона — «{given}», а адрес — «{value}». Проверьте, нет ли ошибки.",
        "The phone's area code belongs to “{given}”, the address to “{value}”.",
    ),
    # --- what cannot be delivered to as it stands ---
    Sentence(
        "MASKED_TEXT",
        "error",
        "Part of the address is hidden by asterisks or crosses; carriers refuse it.",
        "地址里有隐藏的内容（如 ****），快递公司不收，请补全。",
        "Часть адреса скрыта звёздочками (****). Впишите её полностью.",
        "Part of the address is hidden (****). Please write it out.",
    ),
    Sentence(
        "VAGUE_LOCATOR",
        "error",
        "The only locator is of the kind “opposite the school”.",
        "只写“{given}”快递员找不到，请补充门牌号，例如：文三路100号",
        "По описанию «{given}» курьер не найдёт дом. Добавьте номер, например: д. 12",
        "“{given}” is not enough to find the door. Please add the house number.",
    ),
    Sentence(
        "HOUSE_RANGE",
        "warning",
        "A number such as 11-89 is a house with a flat or a range of houses.",
        "“{given}”是门牌和室号，还是两个门牌？请写清楚，例如：11号89室",
        "«{given}» — это дом и квартира или два дома? Уточните, например: д. 11, кв. 89",
        "Is “{given}” a house and a flat, or two houses? For example: house 11, flat 89",
    ),
    Sentence(
        "TYPE_AMBIGUOUS",
        "warning",
        "A short type word has several readings («пр.»: проспект or проезд).",
        "“{given}”可以是{choices}，您指的是哪一个？",
        "«{given}» — это {choices}? Напишите слово полностью.",
        "“{given}” can be {choices}. Please write it out.",
    ),
    Sentence(
        "PO_BOX",
        "info",
        "A PO box: the post office only.",
        "这是邮政信箱，只能走邮政，快递员无法上门。",
        "Это абонентский ящик: доставит только почта, курьер вручить не сможет.",
        "This is a PO box: only the post office can deliver there, not a courier.",
    ),
    Sentence(
        "POSTE_RESTANTE",
        "info",
        "Poste restante: the recipient collects it at the post office.",
        "这是邮局自取（存局候领），只能走邮政。",
        "Это «до востребования»: получить можно только в почтовом отделении.",
        "This is poste restante: it waits at the post office.",
    ),
    Sentence(
        "PICKUP_POINT",
        "info",
        "A pickup point or parcel locker; in China only with the recipient's consent.",
        "这是驿站或快递柜，投放前请先征得收件人同意。",
        "Это пункт выдачи или постамат. Выберите его в списке пунктов, чтобы не было ошибки.",
        "This is a pickup point or a locker. Make sure the recipient agrees to it.",
    ),
    Sentence(
        "MILITARY_UNIT",
        "info",
        "A military unit: post only.",
        "这是部队地址，只能用邮政或 EMS 寄送。",
        "Это воинская часть: доставит только почта.",
        "This is a military unit: only the post delivers there.",
    ),
    Sentence(
        "FOREIGN_ADDRESS",
        "info",
        "The address lies outside the countries that are checked.",
        "这是其他国家的地址，请走国际寄递。",
        "Это адрес в другой стране: нужна международная доставка.",
        "This address is in another country: send it by international delivery.",
    ),
    Sentence(
        "EMPTY_TEXT",
        "error",
        "There is no address in the text.",
        "还没有填写地址，例如：浙江省杭州市西湖区文三路100号2幢301室",
        "Адрес не заполнен. Например: Казань, ул. Садовая, д. 12, кв. 45",
        "There is no address yet. For example: Room 301, No. 100 Wensan Road, Hangzhou",
    ),
)
