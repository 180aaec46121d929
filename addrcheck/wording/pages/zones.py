"""The words of the zones page: versions, what is wrong with one, what it changes, when it is in force."""

from __future__ import annotations

import datetime

from addrcheck.wording.files import TROUBLES as FILE_TROUBLES
from addrcheck.wording.issues import sentence_language
from addrcheck.wording.words import Words

WORDS: Words = {
    "title": ("派送区域", "Зоны доставки", "Delivery zones"),
    "clock": (
        "服务器时间：{time}（{zone}）。页面上的时间都以它为准。",
        "Время сервера: {time} ({zone}). Всё время на странице — по нему.",
        "Server time: {time} ({zone}). All times on this page go by it.",
    ),
    # --- what is in force
    "in_force_title": ("正在使用", "Сейчас действует", "In force now"),
    "nothing_in_force": (
        "还没有启用任何区域表：包裹查不到派送区域。上传一份表，检查后启用。",
        "Пока ни одна таблица не включена: у посылок нет зоны. Загрузите таблицу, проверьте и включите её.",
        "No table is in force yet, so parcels get no zone. Upload one, look it over, put it in force.",
    ),
    "version": ("版本 {number}", "Версия {number}", "Version {number}"),
    "since": ("{time} 起使用", "действует с: {time}", "since {time}"),
    "from_moment": ("{time} 启用", "включится: {time}", "from {time}"),
    "holds": (
        "区域 {zones} · 规则 {rules}",
        "зон: {zones} · правил: {rules}",
        "zones: {zones} · rules: {rules}",
    ),
    "departures": ("发车时间：{times}", "Отправления волн: {times}", "Waves leave at {times}"),
    "back_to": ("恢复到版本 {number}", "Вернуть версию {number}", "Go back to version {number}"),
    "waiting_title": ("等待启用", "Ждёт своей волны", "Waiting for its wave"),
    "cancel": ("取消启用", "Отменить", "Cancel it"),
    "unloadable": (
        "版本 {number} 现在载入不了，继续使用原来的区域表。",
        "Версию {number} не удалось загрузить: посылки идут по прежней таблице.",
        "Version {number} cannot be loaded; parcels are still sorted by the zones from before.",
    ),
    # --- upload
    "upload_title": ("上传新版本", "Загрузить новую версию", "Upload a new version"),
    "upload_hint": (
        "CSV、TSV、XLSX、GeoJSON，或把几张表打成一个 ZIP；最大 {size} MB。上传后先检查，不会马上启用。",
        "CSV, TSV, XLSX, GeoJSON или ZIP с несколькими таблицами, до {size} МБ. Сначала проверка: сама загрузка ничего не меняет.",
        "CSV, TSV, XLSX, GeoJSON, or a ZIP of several tables, up to {size} MB. It is checked first; uploading alone puts nothing in force.",
    ),
    "file": ("文件", "Файл", "File"),
    "note": ("备注", "Примечание", "Note"),
    "note_hint": (
        "三墩片区拆成两个",
        "Азино: теперь две зоны",
        "North area: now two zones",
    ),
    "upload": ("上传并检查", "Загрузить и проверить", "Upload and check"),
    "uploading": ("正在检查……", "Проверяем…", "Checking…"),
    # --- the list
    "versions_title": ("所有版本", "Все версии", "All versions"),
    "number": ("版本", "Версия", "Version"),
    "state": ("状态", "Состояние", "State"),
    "state_in_force": ("使用中", "действует", "in force"),
    "state_waiting": ("待启用", "ждёт", "waiting"),
    "state_earlier": ("用过", "была раньше", "earlier"),
    "state_unused": ("未启用", "не включалась", "not used"),
    "state_broken": ("有错误", "с ошибками", "has errors"),
    "who_when": ("来源", "Кто и когда", "Who and when"),
    "content": ("内容", "Что внутри", "Content"),
    "files_origin": ("服务器上的文件", "файлы сервера", "files of the server"),
    "key_origin": ("接口密钥 {key}", "ключ API {key}", "API key {key}"),
    "download": ("下载", "Скачать", "Download"),
    "no_versions": ("还没有版本。", "Версий пока нет.", "There are no versions yet."),
    # --- history
    "history_title": ("启用记录", "Журнал", "History"),
    "when": ("时间", "Когда", "When"),
    "who": ("谁", "Кто", "Who"),
    "what": ("操作", "Что", "What"),
    "did_activate": (
        "版本 {number}，{time} 起使用",
        "версия {number} действует с: {time}",
        "version {number} in force from {time}",
    ),
    "did_cancel": (
        "取消版本 {number}（原定 {time} 启用）",
        "отменена версия {number} (намечалась на: {time})",
        "version {number} cancelled (planned for {time})",
    ),
    "no_history": ("还没有记录。", "Записей пока нет.", "Nothing has happened yet."),
    # --- one version
    "all_versions": ("所有版本", "Ко всем версиям", "All versions"),
    "lint_title": ("检查结果", "Проверка", "What the check found"),
    "clean": ("没有发现问题。", "Замечаний нет.", "Nothing to mend."),
    "count_error": ("错误 {count}", "ошибок: {count}", "errors: {count}"),
    "count_warning": ("警告 {count}", "предупреждений: {count}", "warnings: {count}"),
    "count_info": ("提示 {count}", "к сведению: {count}", "notes: {count}"),
    "must_mend": (
        "有错误的表不能启用。请按下面的说明改好，再上传一次。",
        "Таблицу с ошибками включить нельзя. Исправьте их, как сказано ниже, и загрузите таблицу снова.",
        "A table with errors cannot be put in force. Mend them as told below and upload it again.",
    ),
    "more_findings": (
        "只列出前 {shown} 条，共 {count} 条。",
        "Показаны первые {shown} из {count}.",
        "The first {shown} of {count} are shown.",
    ),
    "map_keys": (
        "地图：方向键移动，加减号缩放，0 复原；鼠标拖动，双指或 Ctrl+滚轮缩放。",
        "Карта: стрелки двигают, плюс и минус меняют масштаб, 0 возвращает всё. Можно тянуть мышью, масштаб — двумя пальцами или Ctrl с колесом.",
        "Map: arrow keys move it, plus and minus zoom, 0 shows all. Drag it; zoom with two fingers or Ctrl and the wheel.",
    ),
    "zoom_in": ("放大", "Крупнее", "Zoom in"),
    "zoom_out": ("缩小", "Мельче", "Zoom out"),
    "zoom_fit": ("全部", "Показать всё", "Show all"),
    "map": ("地图", "Карта", "Map"),
    "difference_title": (
        "与正在使用的版本 {number} 相比",
        "Отличия от действующей версии {number}",
        "Compared with version {number}, in force",
    ),
    "same_version": (
        "这就是正在使用的版本。",
        "Это и есть действующая версия.",
        "This is the version in force.",
    ),
    "no_difference": (
        "内容与正在使用的版本完全一样。",
        "Содержание то же, что у действующей версии.",
        "It says the same as the version in force.",
    ),
    "dashed": (
        "地图上的虚线是现在的边界。",
        "Пунктир на карте — нынешние границы.",
        "The dashed lines on the map are today's outlines.",
    ),
    "added": ("新增", "добавлено", "added"),
    "removed": ("删除", "удалено", "removed"),
    "changed": ("修改", "изменено", "changed"),
    "of_zone": ("区域", "Зона", "Zone"),
    "of_rule": ("规则", "Правило", "Rule"),
    "nobody": ("不派送", "никто", "nobody"),
    "empty_cell": ("空", "пусто", "empty"),
    "more_changes": (
        "只列出前 {shown} 处，共 {count} 处。",
        "Показаны первые {shown} из {count}.",
        "The first {shown} of {count} are shown.",
    ),
    # --- addresses
    "addresses_title": (
        "哪些地址会换区域",
        "У каких адресов сменится зона",
        "Which addresses get another zone",
    ),
    "addresses_hint": (
        "选一份地址文件（CSV、XLSX 等，或每行一个地址）。只在内存里比对，不会保存；最多 {most} 个地址。",
        "Выберите файл с адресами (CSV, XLSX или по адресу в строке). Он только сравнивается и нигде не сохраняется; до {most} адресов.",
        "Choose a file of addresses (CSV, XLSX or one a line). It is compared and not kept; up to {most} addresses.",
    ),
    "compare": ("比对", "Сравнить", "Compare"),
    "comparing": ("正在比对……", "Сравниваем…", "Comparing …"),
    "compared": (
        "{addresses} 个地址里有 {changed} 个会变。",
        "Адресов: {addresses}. Изменится: {changed}.",
        "{changed} of {addresses} addresses change.",
    ),
    "compared_none": (
        "{addresses} 个地址都不变。",
        "Адресов: {addresses}. Ни у одного зона не меняется.",
        "None of {addresses} addresses changes.",
    ),
    "cut": (
        "文件里的地址更多，只比对了前 {most} 个。",
        "В файле адресов больше; сравнены первые {most}.",
        "The file holds more; the first {most} were compared.",
    ),
    "manifest": (
        "或者比对分拣台的清单",
        "Или посылки из списка станции",
        "Or the parcels of a station's manifest",
    ),
    "manifest_day": ("{day}：{parcels} 件", "{day}: посылок {parcels}", "{day}: {parcels} parcels"),
    "compare_manifest": ("比对这份清单", "Сравнить список", "Compare the manifest"),
    "from_zone": ("原区域", "Была", "Was"),
    "to_zone": ("新区域", "Станет", "Will be"),
    "parcels": ("地址数", "Адресов", "Addresses"),
    "row": ("行", "Строка", "Row"),
    "address": ("地址", "Адрес", "Address"),
    "why": ("原因", "Почему", "Why"),
    "status_assigned": ("已分区", "есть зона", "assigned"),
    "status_ambiguous": ("待确认", "спорно", "ambiguous"),
    "status_unresolved": ("未识别", "не определено", "unresolved"),
    "status_out_of_area": ("不派送", "вне зон", "out of area"),
    "lane_manual": ("人工", "вручную", "by hand"),
    # --- putting in force
    "activate_title": ("启用这个版本", "Включить эту версию", "Put this version in force"),
    "back_title": ("恢复这个版本", "Вернуть эту версию", "Go back to this version"),
    "at_wave": ("下一次发车时：{time}", "Со следующей волны: {time}", "At the next departure: {time}"),
    "at_wave_first": (
        "马上启用（目前没有启用的版本）",
        "Сразу: сейчас ничего не действует",
        "At once: nothing is in force now",
    ),
    "at_chosen": ("选定的日期和派次", "С другой волны", "At a departure of your choice"),
    "day": ("日期", "День", "Day"),
    "wave": ("发车时间", "Волна", "Departure"),
    "at_now": ("立即", "Прямо сейчас", "At once"),
    "now_warning": (
        "正在分拣的这一派会用两个版本：先扫的包裹按旧区域，后扫的按新区域。",
        "Волна, которую сортируют сейчас, пойдёт по двум версиям: первые посылки по старой, остальные по новой.",
        "The wave that is being sorted now will go by two versions: its first parcels by the old one, the rest by the new one.",
    ),
    "now_confirm": ("我知道，仍要立即启用", "Понимаю, включить сейчас", "I know; put it in force now"),
    "gives_way": (
        "等待启用的版本 {number} 会被取代。",
        "Версия {number}, которая ждёт, уступит ей место.",
        "Version {number}, which waits, gives way to it.",
    ),
    "activate": ("启用", "Включить", "Put in force"),
    "back": ("恢复", "Вернуть", "Go back to it"),
    "labels_stay": (
        "已经打印的面单，重新扫描前编码不变。",
        "На уже напечатанных этикетках код останется до нового сканирования.",
        "Labels already printed keep their code until they are scanned again.",
    ),
    "remove": ("删除这个版本", "Удалить эту версию", "Delete this version"),
    # --- done
    "done_known": (
        "这份表以前上传过，就是版本 {number}。",
        "Такую таблицу уже загружали: это версия {number}.",
        "This table was uploaded before: it is version {number}.",
    ),
    "done_uploaded": (
        "已上传为版本 {number}。",
        "Загружено как версия {number}.",
        "Uploaded as version {number}.",
    ),
    "done_activated": (
        "版本 {number} 已安排，启用时间见下。",
        "Версия {number} запланирована. Время включения указано ниже.",
        "Version {number} is scheduled; see below from when.",
    ),
    "done_cancelled": (
        "已取消版本 {number} 的启用。",
        "Версия {number} не включится.",
        "Version {number} will not be put in force.",
    ),
    "done_removed": ("版本 {number} 已删除。", "Версия {number} удалена.", "Version {number} is deleted."),
}

REFUSALS: Words = {
    "unknown_version": ("没有这个版本。", "Такой версии нет.", "There is no such version."),
    "broken": (
        "这个版本有错误，不能使用。",
        "В этой версии есть ошибки, пользоваться ею нельзя.",
        "This version has errors and cannot be used.",
    ),
    "gone": (
        "这个版本的文件不见了，请从备份恢复。",
        "Файлы этой версии пропали, восстановите их из копии.",
        "The files of this version are gone; take them back from a copy.",
    ),
    "in_force": ("这个版本已经在使用。", "Эта версия уже действует.", "This version is in force already."),
    "overtaken": (
        "刚才有人改过安排，请看一下现在的情况，再决定。",
        "Кто-то успел изменить план раньше вас. Посмотрите, как всё теперь, и решите снова.",
        "Somebody else changed the plan meanwhile. See how things stand now and decide again.",
    ),
    "nothing_before": (
        "之前没有别的版本。",
        "До этой версии других не было.",
        "There was no version before.",
    ),
    "nothing_in_force": (
        "还没有启用任何版本，没有可比对的。",
        "Ни одна версия не действует: сравнивать не с чем.",
        "No version is in force, so there is nothing to compare with.",
    ),
    "not_waiting": (
        "这一项不在等待中：已经启用或已取消。",
        "Этого в ожидании уже нет: включено или отменено.",
        "This does not wait any more: it has happened or was cancelled.",
    ),
    "used": (
        "用过的版本要留作记录，不能删除。",
        "Версия, которую включали, остаётся в журнале: удалить её нельзя.",
        "A version that was put in force belongs to the history and cannot be deleted.",
    ),
    "no_moment": ("请选择日期和发车时间。", "Выберите день и волну.", "Choose a day and a departure."),
    "past": ("这个时间已经过了。", "Это время уже прошло.", "This moment is over."),
    "too_far": ("最多提前一年安排。", "Можно наметить не дальше чем на год.", "A year ahead is the most."),
    "no_departure": (
        "这个时间没有发车。请选一个发车时间，免得一派用两个版本。",
        "В это время ни одна волна не уходит. Выберите время отправления, чтобы волна не шла по двум версиям.",
        "No wave leaves then. Choose a departure, so that no wave is sorted by two versions.",
    ),
    "unconfirmed": (
        "要立即启用，请先勾选确认。",
        "Чтобы включить прямо сейчас, отметьте, что понимаете последствия.",
        "To put it in force at once, tick that you know what it means.",
    ),
    "too_long_for_xlsx": (
        "有的边界点太多，放不进 XLSX 单元格。请下载 CSV 或 GeoJSON。",
        "В контуре слишком много точек для ячейки XLSX. Скачайте CSV или GeoJSON.",
        "An outline has too many corners for a cell of XLSX. Download CSV or GeoJSON.",
    ),
    "no_file": ("请先选择文件。", "Сначала выберите файл.", "Choose a file first."),
    "too_large": (
        "文件太大，最多 {size} MB。",
        "Файл слишком большой: не больше {size} МБ.",
        "The file is too large; {size} MB is the most.",
    ),
    "zones_empty": ("文件是空的。", "Файл пуст.", "The file is empty."),
    "zones_no_table": (
        "这不是区域表。可以上传 CSV、TSV、XLSX、GeoJSON，或它们的 ZIP。",
        "Это не таблица зон. Подойдут CSV, TSV, XLSX, GeoJSON или ZIP с ними.",
        "This is no table of zones. CSV, TSV, XLSX, GeoJSON or a ZIP of them can be uploaded.",
    ),
    "zones_nothing_inside": (
        "压缩包里没有表。可以放 CSV、TSV、XLSX、GeoJSON。",
        "В архиве нет таблиц. Подойдут CSV, TSV, XLSX и GeoJSON.",
        "There is no table in the archive. CSV, TSV, XLSX and GeoJSON are read.",
    ),
    "zones_too_many": (
        "压缩包里的表太多，最多 100 张。",
        "В архиве слишком много таблиц, не больше 100.",
        "There are too many tables in the archive; 100 is the most.",
    ),
    "zones_outside": (
        "压缩包里有指向外面的文件名或链接，没有处理。请重新打包。",
        "В архиве есть имена или ссылки, ведущие за его пределы. Он не обработан; упакуйте таблицы заново.",
        "The archive holds names or links that lead outside of it, so it was left alone. Pack the tables anew.",
    ),
    "zones_too_much": (
        "这张表太大或太复杂，检查不完。请拆小，或减少边界的点。",
        "Таблица слишком велика или сложна, проверка не уложилась в отведённое. Разделите её или упростите контуры.",
        "The table is too large or too intricate to be looked over. Divide it, or use fewer corners.",
    ),
}
"""Why something cannot be done."""

_AT = {"zh": 0, "ru": 1, "en": 2}
_MONTHS = {
    "ru": ("янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_DAYS = {
    0: ("今天 {time}", "сегодня в {time}", "today at {time}"),
    1: ("明天 {time}", "завтра в {time}", "tomorrow at {time}"),
    -1: ("昨天 {time}", "вчера в {time}", "yesterday at {time}"),
}


def refusal(code: str, lang: str, **values: object) -> str:
    """Return why something cannot be done; what only files can have is said as everywhere.

    >>> refusal("in_force", "ru"), refusal("damaged", "zh")[:8]
    ('Эта версия уже действует.', '文件损坏或不完整')
    """
    words = REFUSALS.get(code) or FILE_TROUBLES.get(code) or REFUSALS["zones_no_table"]
    text = words[_AT[sentence_language(lang)]]
    return text.format_map({"size": "", "names": ""} | values)


def moment_text(moment: datetime.datetime, now: datetime.datetime, lang: str) -> str:
    """Return a local moment as people say it; near days by their names.

    >>> now = datetime.datetime(2026, 11, 28, 9)
    >>> moment_text(datetime.datetime(2026, 11, 29, 13, 30), now, "zh")
    '明天 13:30'
    >>> moment_text(datetime.datetime(2027, 3, 2, 8, 30), now, "ru"), moment_text(datetime.datetime(2026, 12, 1), now, "en")
    ('2 марта 2027 в 08:30', '1 Dec 2026, 00:00')
    """
    language = sentence_language(lang)
    time = moment.strftime("%H:%M")
    near = _DAYS.get((moment.date() - now.date()).days)
    if near:
        return near[_AT[language]].format(time=time)
    if language == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日 {time}"
    month = _MONTHS[language][moment.month - 1]
    return f"{moment.day} {month} {moment.year}" + (f" в {time}" if language == "ru" else f", {time}")
