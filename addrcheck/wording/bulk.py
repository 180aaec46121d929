"""What a person reads about a bulk run: headings of columns, what was odd about a row, the summary, the report page."""

from __future__ import annotations

from collections.abc import Mapping

from addrcheck.wording.issues import sentence_language
from addrcheck.wording.words import ACTIONS, COMPONENTS

Words = Mapping[str, tuple[str, str, str]]
"""A key → (中文, русский, English)."""

_AT = {"zh": 0, "ru": 1, "en": 2}

HEADINGS: Words = {
    "status": ("状态", "статус", "status"),
    "action": ("处理", "действие", "action"),
    "country": ("国家", "страна", "country"),
    "label": ("标准地址", "адрес", "label"),
    "latin": ("英文地址", "адрес латиницей", "latin"),
    "message": ("提示", "сообщение", "message"),
    "missing": ("缺少", "не хватает", "missing"),
    "corrected": ("更正", "исправлено", "corrected"),
    "issues": ("问题代码", "коды замечаний", "issues"),
    "score": ("可信度", "уверенность", "score"),
    "score_next": ("次选可信度", "уверенность второго", "score_next"),
    "level": ("匹配级别", "уровень совпадения", "level"),
    "input_level": ("填写级别", "уровень ввода", "input_level"),
    "candidates": ("可能的地点", "варианты", "candidates"),
    "code": ("行政代码", "код места", "code"),
    "postcode": ("邮编", "индекс", "postcode"),
    "postcode_given": ("原文邮编", "указанный индекс", "postcode_given"),
    "zone": ("派送区域", "зона", "zone"),
    "zone_status": ("区域状态", "статус зоны", "zone_status"),
    "zone_level": ("区域段数", "глубина зоны", "zone_level"),
    "zone_1": ("一段码", "сегмент 1", "zone_1"),
    "zone_2": ("二段码", "сегмент 2", "zone_2"),
    "zone_3": ("三段码", "сегмент 3", "zone_3"),
    "zone_4": ("四段码", "сегмент 4", "zone_4"),
    "zone_lane": ("分拣通道", "линия", "zone_lane"),
    "zone_reason": ("区域依据", "почему эта зона", "zone_reason"),
    "latitude": ("纬度", "широта", "latitude"),
    "longitude": ("经度", "долгота", "longitude"),
    "datum": ("坐标系", "система координат", "datum"),
    "geocode_level": ("坐标级别", "уровень координат", "geocode_level"),
    "accuracy_m": ("精度米", "точность м", "accuracy_m"),
    "name": ("姓名", "имя", "name"),
    "phone": ("电话", "телефон", "phone"),
    "extension": ("分机", "добавочный", "extension"),
    "note": ("备注", "для курьера", "note"),
    "key": ("地点标识", "ключ места", "key"),
    "building": ("楼栋", "здание", "building"),
    "report": ("完整报告", "отчёт", "report"),
    "error": ("行问题", "ошибка строки", "error"),
}
"""Headings of result columns; those of most components are in ``addrcheck.wording.words``."""

_CODE = ("{0}代码", "{0}: код", "{0}_code")
_KIND = ("{0}类型", "{0}: тип", "{0}_kind")

ROW_TROUBLES: Words = {
    "quote": (
        "引号没有闭合，本行按原样读取",
        "кавычка не закрыта, строка прочитана как есть",
        "a quote is never closed; the line was read as it stands",
    ),
    "bytes": (
        "有无法解码的字节",
        "есть байты не из кодировки файла",
        "some bytes do not fit the file's encoding",
    ),
    "other-encoding": (
        "本行是另一种编码，已按该编码读取",
        "строка в другой кодировке, прочитана в ней",
        "the row is in another encoding and was read so",
    ),
    "date": (
        "门牌号单元格成了日期（表格软件会把 5/2 改成日期），未采用",
        "вместо номера дома стоит дата (таблицы превращают 5/2 в дату), она не использована",
        "a date stands where a number belongs (spreadsheets turn 5/2 into one); it was not used",
    ),
    "short": (
        "本行单元格少于表头",
        "в строке меньше ячеек, чем в заголовке",
        "the row has fewer cells than the header",
    ),
    "long": (
        "本行单元格多于表头",
        "в строке больше ячеек, чем в заголовке",
        "the row has more cells than the header",
    ),
    "wide": (
        "本行超过 16384 格，后面的没有拆开",
        "в строке больше 16 384 ячеек, остаток не разобран",
        "the row has more than 16,384 cells; those beyond were not read",
    ),
    "formula": (
        "公式没有保存计算结果，请用 Excel 打开、保存后重试",
        "у формулы нет сохранённого значения: откройте файл в Excel, сохраните и повторите",
        "a formula without a stored value; open the file in Excel, save it and try again",
    ),
    "unwritable": (
        "部分结果无法用输出的编码写出，以“?”代替",
        "часть результата не записать в этой кодировке, вместо знаков «?»",
        "part of the result cannot be written in this encoding; ? stands for it",
    ),
    "too-long": (
        "文字过长，不像地址，未读取",
        "слишком длинно для адреса, не прочитано",
        "too long for an address; it was not read",
    ),
    "failed": (
        "检查本行时程序出错，请反馈",
        "сбой программы на этой строке, сообщите нам",
        "the program failed on this row; please report it",
    ),
}
"""What was odd about a row itself."""

STATUSES: Words = {
    "ok": ("可直接发货", "можно отправлять", "ready to ship"),
    "confirm": ("待确认", "уточнить", "to confirm"),
    "ambiguous": ("有多种可能", "несколько вариантов", "several places fit"),
    "fix": ("需补充或更正", "исправить или дополнить", "to fix"),
    "not-found": ("没有认出地点", "место не найдено", "place not found"),
    "skipped": ("空白或境外", "пусто или не Россия и не Китай", "empty or foreign"),
    "error": ("未能处理", "не обработано", "not processed"),
}
"""What ``result_status`` means."""

PHASES: Words = {
    "unpack": ("正在解压", "Распаковка", "Unpacking"),
    "survey": ("正在读取文件", "Чтение файла", "Reading the file"),
    "check": ("正在检查", "Проверка", "Checking"),
    "write": ("正在写出", "Запись", "Writing"),
}
"""What a run is doing."""

SUMMARY: Words = {
    "rows": (
        "{rows} 行，不同的问题 {questions} 个",
        "Строк: {rows}, из них разных: {questions}",
        "{rows} rows, {questions} of them different",
    ),
    "rows_again": ("{rows} 行", "Строк: {rows}", "{rows} rows"),
    "columns": ("地址列：{columns}", "Колонки адреса: {columns}", "Address columns: {columns}"),
    "evidence": ("参考列：{columns}", "Учтены также: {columns}", "Used as evidence: {columns}"),
    "file": (
        "文件：{form}，编码 {encoding}",
        "Файл: {form}, кодировка {encoding}",
        "File: {form}, encoding {encoding}",
    ),
    "sheet": ("工作表：{sheet}", "Лист: {sheet}", "Sheet: {sheet}"),
    "no_header": (
        "没有表头，已加上一行列名",
        "Заголовка нет, строка с названиями колонок добавлена",
        "There is no header; a line of column names was added",
    ),
    "time": (
        "用时 {seconds} 秒，每秒 {rate} 行",
        "Заняло {seconds} с, {rate} строк/с",
        "{seconds} s, {rate} rows a second",
    ),
    "formulas": (
        "为安全起见，{count} 个可能成为公式的单元格改成了文本",
        "Ячеек, которые могли стать формулами, превращено в текст: {count}",
        "{count} cells that could have become formulas were made text",
    ),
    "troubles": ("{count} 行：{what}", "Строк: {count}: {what}", "{count} rows: {what}"),
    "excel": (
        "用 Excel 打开时请加 --bom（或 --encoding same）",
        "Чтобы Excel открыл файл без кракозябр, добавьте --bom (или --encoding same)",
        "For Excel, add --bom (or --encoding same)",
    ),
    "written": ("结果：{path}", "Результат: {path}", "Result: {path}"),
    "written_out": ("结果：标准输出", "Результат: стандартный вывод", "Result: standard output"),
    "lost": (
        "有 {count} 个字无法用输出的编码写出，已写成“?”；去掉 --encoding 就会输出 UTF-8",
        "Знаков, которых нет в кодировке результата: {count}, вместо них «?». Без --encoding будет UTF-8",
        "{count} characters cannot be written in the output's encoding; ? stands for them. Without --encoding it is UTF-8",
    ),
    "died": (
        "有 {count} 个检查进程被系统中止（多半是内存不足），其任务已由新进程重做，没有漏行",
        "Процессов проверки, завершённых системой (скорее всего, не хватило памяти): {count}. Их работу выполнили новые, строки не потеряны",
        "{count} checking processes were ended by the system (most likely memory was short); new ones did their work, no row is lost",
    ),
    "repeats": (
        "{count} 行与前面的行是同一个地点",
        "Строк, повторяющих уже встреченное место: {count}",
        "{count} rows repeat a place of another row",
    ),
    "resumed": ("从第 {row} 行继续", "Продолжено со строки {row}", "Continued at row {row}"),
    "kind": ("{0}（{1}）", "{0} ({1})", "{0} ({1})"),
}
"""Lines of the summary."""

PAGE: Words = {
    "title": ("地址清洗报告", "Отчёт о проверке адресов", "Address cleanup report"),
    "intro": (
        "{file}：{rows} 行，{day}",
        "{file}: строк {rows}, {day}",
        "{file}: {rows} rows, {day}",
    ),
    "ready": ("可直接发货", "Можно отправлять", "Ready to ship"),
    "corrected": ("已更正，待确认", "Исправлено, уточнить", "Corrected, to confirm"),
    "ask": ("需要问收件人", "Спросить получателя", "Ask the recipient"),
    "fix": ("需要补充或更正", "Исправить или дополнить", "To fix"),
    "other": ("其他渠道、空白、境外", "Другой канал, пусто, за рубежом", "Other channel, empty, abroad"),
    "results": ("结果", "Итог", "Outcome"),
    "worklist": ("先做什么", "С чего начать", "Where to begin"),
    "worklist_intro": (
        "按能解决的行数排序；同一处改动可解决列出的所有行。",
        "По числу строк, которые исправит одно действие.",
        "Sorted by how many rows one step settles.",
    ),
    "what": ("事项", "Что сделать", "What to do"),
    "where": ("地点", "Где", "Where"),
    "rows": ("行数", "Строк", "Rows"),
    "rows_much": ("行数：{0}", "Строк: {0}", "Rows: {0}"),
    "share": ("占比", "Доля", "Share"),
    "part": ("部分", "Часть адреса", "Part"),
    "more": ("其余 {0} 项", "Ещё {0}", "{0} more"),
    "more_rows": ("再看 {0} 个例子", "Ещё примеры: {0}", "More examples: {0}"),
    "see_row": ("见结果表中该行", "См. строку в результате", "See the row in the result"),
    "map_CN": ("中国", "Китай", "China"),
    "map_RU": ("俄罗斯", "Россия", "Russia"),
    "low": (
        "文件很大，少见的条目没有逐一保留，本表数字最多可能少 {count} 行。",
        "Файл большой, редкие записи не хранились: числа здесь могут быть занижены не более чем на {count}.",
        "In so large a file rare entries are not kept: figures here may be low by up to {count} rows.",
    ),
    "examples": ("例", "Примеры", "Examples"),
    "row": ("第 {0} 行", "строка {0}", "row {0}"),
    "reasons": ("原因", "Причины", "Reasons"),
    "missing": ("缺少的部分", "Чего не хватает", "What is missing"),
    "regions": ("按省份", "По регионам", "By region"),
    "zones": ("按派送区域", "По зонам доставки", "By delivery zone"),
    "no_zone": ("未分区", "без зоны", "no zone"),
    "corrections": ("最常见的更正", "Самые частые исправления", "Commonest corrections"),
    "typed": ("原文", "Указано", "As typed"),
    "meant": ("应为", "Должно быть", "Should be"),
    "samples": ("抽样查看", "Примеры строк", "Samples to look at"),
    "map": ("地图", "Карта", "Map"),
    "map_intro": (
        "圆越大行数越多，颜色越深需处理的比例越高；灰点是词典里的地点，只作轮廓。",
        "Чем больше круг, тем больше строк; чем темнее, тем выше доля проблемных. Серые точки: места из словаря, для контура.",
        "The larger, the more rows; the darker, the more of them need work. Grey dots are places of the dictionary, for the outline.",
    ),
    "repeated": (
        "反复出现的问题地址",
        "Повторяющиеся проблемные адреса",
        "Problem addresses that come again and again",
    ),
    "troubles": ("文件本身的问题", "Что не так с самим файлом", "What is odd about the file itself"),
    "nothing": ("没有", "Нет", "None"),
    "rest": ("其余", "прочие", "the rest"),
    "fix_typo": (
        "把“{given}”改为“{value}”（{kind}）",
        "Заменить «{given}» на «{value}» ({kind})",
        "Replace “{given}” by “{value}” ({kind})",
    ),
    "versions": ("版本", "Версии", "Versions"),
    "privacy": (
        "本页含地址样例（姓名与电话已隐去），请按个人信息保管。",
        "На странице есть примеры адресов (имена и телефоны скрыты): храните как персональные данные.",
        "This page shows sample addresses (names and phones hidden): keep it as personal data.",
    ),
}
"""Words of the report page."""

ISSUE_TOPICS: Words = {
    "MISSING": ("缺少{part}", "Не хватает: {part}", "Missing: {part}"),
    "CORRECTED": ("{part}写错", "Опечатка: {part}", "Misspelt: {part}"),
    "RENAMED": ("{part}已更名", "Старое название: {part}", "Old name: {part}"),
    "SPLIT": (
        "{part}已拆分，需选新的",
        "Разделено, выбрать новое: {part}",
        "Divided, choose the new one: {part}",
    ),
    "PLACE_AMBIGUOUS": ("地名有多处", "Одно название у нескольких мест", "Several places of that name"),
    "PLACE_UNDECIDED": ("地点有多种可能", "Подходит несколько мест", "Several places fit"),
    "CONFLICT": ("前后矛盾", "Части противоречат друг другу", "Parts contradict each other"),
    "VAGUE_LOCATOR": ("只写了附近的地标", "Указан только ориентир", "Only a landmark is given"),
    "POSTCODE_MISMATCH": ("邮编不符", "Индекс не подходит", "Postcode does not fit"),
    "PHONE_INVALID": ("电话有误", "Телефон с ошибкой", "Phone is wrong"),
    "PHONE_MASKED": ("电话被隐藏", "Телефон скрыт", "Phone is hidden"),
    "PHONE_UNREACHABLE": ("电话打不通", "По телефону не дозвониться", "Phone cannot be reached"),
    "MASKED_TEXT": ("地址被星号遮住", "Часть адреса скрыта", "Part of the address is hidden"),
    "UNREAD": ("有读不懂的部分", "Есть непонятная часть", "A part was not understood"),
    "PO_BOX": ("邮政信箱", "Абонентский ящик", "PO box"),
    "POSTE_RESTANTE": ("邮局自取", "До востребования", "Poste restante"),
    "PICKUP_POINT": ("自提点", "Пункт выдачи", "Pickup point"),
    "MILITARY_UNIT": ("部队", "Воинская часть", "Military unit"),
    "PLACE_NOT_FOUND": ("没有认出地点", "Место не найдено", "Place not found"),
    "PHONE_AREA_MISMATCH": ("区号与地址不符", "Код города не подходит", "Area code does not fit"),
    "HOUSE_RANGE": ("门牌是一个范围", "Указан диапазон домов", "A range of houses"),
    "TYPE_AMBIGUOUS": ("路名类型不明", "Неясен тип улицы", "Kind of street unclear"),
    "TRANSCRIBED": ("用其他文字书写", "Написано другими буквами", "Written in another script"),
    "REPEATED": ("重复填写", "Указано дважды", "Written twice"),
    "INFERRED": ("推断补全", "Дополнено", "Inferred"),
    "EMPTY_TEXT": ("空白", "Пусто", "Empty"),
    "FOREIGN_ADDRESS": ("境外地址", "Адрес за рубежом", "Address abroad"),
}
"""A few words for an issue code, or for the ending of one ("DISTRICT_MISSING" is MISSING of a district)."""


def say(words: Words, key: str, lang: str, **values: object) -> str:
    """Return a word or a sentence of a table in ``lang``, with its values filled in.

    >>> say(SUMMARY, "sheet", "ru", sheet="Заказы")
    'Лист: Заказы'
    """
    text = words[key][_AT[sentence_language(lang)]]
    return text.format(**values) if values else text


def count_text(number: int, lang: str) -> str:
    """Return a number as it is written in a language.

    >>> count_text(12345, "en"), count_text(12345, "ru")
    ('12,345', '12\u202f345')
    """
    return f"{number:,}".replace(",", "\u202f" if lang == "ru" else ",")


def share_text(share: float, lang: str) -> str:
    """Return a share in percent as it is written in a language.

    >>> share_text(0.125, "zh"), share_text(0.125, "ru")
    ('12.5%', '12,5\xa0%')
    """
    text = f"{share:.1%}"
    return text.replace(".", ",").replace("%", "\xa0%") if lang == "ru" else text


def column_heading(column: str, lang: str) -> str:
    """Return the heading of a result column, without its prefix; English ones are the names themselves.

    >>> column_heading("district_code", "zh"), column_heading("house", "ru"), column_heading("house", "en")
    ('区县代码', 'дом', 'house')
    """
    if lang == "en":
        return column
    if column in HEADINGS:
        return say(HEADINGS, column, lang)
    for ending, pattern in (("_code", _CODE), ("_kind", _KIND)):
        if column.endswith(ending):
            return pattern[_AT[lang]].format(COMPONENTS[column.removesuffix(ending)][_AT[lang]])
    return COMPONENTS[column][_AT[lang]]


def issue_topic(code: str, lang: str) -> str:
    """Return a few words for what an issue is about.

    >>> issue_topic("DISTRICT_MISSING", "zh"), issue_topic("CITY_CORRECTED", "en")
    ('缺少区县', 'Misspelt: city')
    """
    if code in ISSUE_TOPICS:
        return say(ISSUE_TOPICS, code, lang)
    part, _, ending = code.rpartition("_")
    if ending in ISSUE_TOPICS and part.lower() in COMPONENTS:
        return say(ISSUE_TOPICS, ending, lang, part=COMPONENTS[part.lower()][_AT[sentence_language(lang)]])
    return code


def action_word(action: str, lang: str) -> str:
    """Return what an action, or a row that has none, means in a few words."""
    return say(ACTIONS, action, lang) if action in ACTIONS else say(STATUSES, "error", lang)


def row_trouble(code: str, lang: str) -> str:
    """Return what was odd about a row; "failed ValueError" keeps what failed."""
    known, _, rest = code.partition(" ")
    return say(ROW_TROUBLES, known, lang) + (f" ({rest})" if rest else "")
