"""The words of the sorting station: short, since they are read from a distance and in a hurry."""

from __future__ import annotations

from addrcheck.wording.words import Words

WORDS: Words = {
    "title": ("分拣台", "Сортировка", "Sorting station"),
    # ---- the field
    "field": (
        "扫描单号、二维码，或输入地址",
        "Сканируйте номер или QR-код, либо введите адрес",
        "Scan a number or a QR code, or type an address",
    ),
    "field_address": ("输入 {waybill} 的收件地址", "Адрес для {waybill}", "Address for {waybill}"),
    "address_hint": (
        "输入地址后按回车，也可以直接扫下一件。",
        "Введите адрес и нажмите Enter — или просто сканируйте следующую посылку.",
        "Type the address and press Enter, or simply scan the next parcel.",
    ),
    "ready_hint": (
        "对准条码扫就行，不用碰鼠标。",
        "Наведите сканер на штрихкод: мышь не нужна.",
        "Point the scanner at a barcode; no mouse is needed.",
    ),
    "no_manifest_hint": (
        "今天还没有清单。导入以后，扫一下就知道派给谁。",
        "На сегодня списка ещё нет. Загрузите его — и сразу после сканирования будет видна зона.",
        "There is no manifest for today yet. Load one, and every scan shows the zone.",
    ),
    "waiting": ("另有 {n} 件在等结果", "ждут ответа: {n}", "{n} more waiting"),
    # ---- the lanes, in large type
    "lane_auto": ("自动", "Авто", "Auto"),
    "lane_manual": ("人工", "Вручную", "By hand"),
    "lane_ambiguous": ("待定", "Неясно", "Unclear"),
    "lane_unknown": ("查无此单", "Нет в списке", "Not listed"),
    "lane_out_of_area": ("超区", "Вне зоны", "Out of area"),
    "lane_undone": ("已撤销", "Отменено", "Undone"),
    "lane_waiting": ("请稍候", "Минутку", "One moment"),
    "lane_ready": ("请扫描", "Готово", "Ready"),
    # ---- beside the code
    "again": ("{time} 已扫过", "Уже сканировали в {time}", "Already scanned at {time}"),
    "again_where": (
        "{time} 在{station}已扫过",
        "Уже сканировали в {time}, {station}",
        "Already scanned at {time}, {station}",
    ),
    "hand": ("已转人工", "Отложено вручную", "Put aside by hand"),
    "typed": ("地址是现场录入的", "Адрес введён на месте", "The address was typed here"),
    "local": (
        "离线：用的是本机存的编码",
        "Без связи: код из памяти устройства",
        "Offline: the code saved on this device",
    ),
    "local_unknown": (
        "连不上服务器，本机也没存这个单号的编码。先放一边，恢复后再扫。",
        "Нет связи, а кода этой посылки на устройстве нет. Отложите её и отсканируйте позже.",
        "The server cannot be reached and this device has no code for the parcel. Put it aside and scan it later.",
    ),
    "local_address": (
        "地址已记下，连上服务器后自动上传。",
        "Адрес записан и уйдёт на сервер, когда появится связь.",
        "The address is noted and will be sent when the server is back.",
    ),
    "refused": (
        "这次没扫上，请再扫一次。",
        "Сканирование не принято. Отсканируйте ещё раз.",
        "This scan was not accepted. Scan it again.",
    ),
    "candidates": ("可能是", "Возможно", "May be"),
    # ---- what can be done
    "actions": ("操作", "Действия", "Actions"),
    "do_manual": ("转人工", "Вручную", "By hand"),
    "do_manual_back": ("取消人工", "Не вручную", "Not by hand"),
    "do_reveal": ("完整地址", "Весь адрес", "Full address"),
    "do_hide": ("收起地址", "Скрыть адрес", "Hide address"),
    "do_label": ("打印面单", "Этикетка", "Print label"),
    "do_pdf": ("面单 PDF", "Этикетка PDF", "Label PDF"),
    "do_undo": ("撤销", "Отменить", "Undo"),
    "do_mute": ("静音", "Без звука", "Mute"),
    "do_unmute": ("打开声音", "Со звуком", "Sound on"),
    "reveal_offline": (
        "连上服务器才能看完整地址。",
        "Полный адрес виден, только когда есть связь.",
        "The full address needs the server.",
    ),
    "label_offline": (
        "连上服务器才能打印面单。",
        "Этикетка печатается, только когда есть связь.",
        "Labels need the server.",
    ),
    "label_none": (
        "清单里没有这个单号，打不了面单。",
        "Посылки нет в списке, этикетки не будет.",
        "The parcel is not listed, so it has no label.",
    ),
    # ---- the connection
    "online": ("在线", "На связи", "Online"),
    "offline": ("离线", "Нет связи", "Offline"),
    "banner_offline": (
        "连不上服务器，请照常扫描。已存 {n} 件，恢复后自动上传。",
        "Нет связи. Сканируйте дальше: сохранено {n}, отправится само.",
        "No connection. Keep scanning: {n} saved here, sent when it is back.",
    ),
    "banner_signed_out": (
        "登录已过期，已存 {n} 件。请重新登录后继续。",
        "Сеанс закончился, сохранено {n}. Войдите снова.",
        "The sign-in has ended, {n} kept. Please sign in again.",
    ),
    "banner_trouble": (
        "服务器现在不收扫描，请照常扫。已存 {n} 件，恢复后自动上传；一直这样请找管理员。",
        "Сервер пока не принимает сканирования. Продолжайте: сохранено {n}, всё уйдёт само. Если это надолго, скажите администратору.",
        "The server takes no scans just now. Go on scanning: {n} kept here, to be sent later. If it lasts, tell the administrator.",
    ),
    "banner_memory": (
        "浏览器不让保存数据：没上传的扫描，关掉页面就会丢失。",
        "Браузер не даёт хранить данные: закроете страницу — несохранённое пропадёт.",
        "The browser keeps no data: scans that were not sent are lost with the page.",
    ),
    "sign_in": ("去登录", "Войти", "Sign in"),
    # ---- the shift
    "shift": ("本班", "Смена", "This shift"),
    "shift_total": ("件", "шт.", "parcels"),
    "shift_new": ("新班次", "Новая смена", "New shift"),
    "by_zone": ("按区域", "По зонам", "By zone"),
    "by_lane": ("按去向", "По линиям", "By lane"),
    "history": ("最近扫描", "Последние", "Latest scans"),
    "history_empty": ("还没有扫描", "Пока ничего", "Nothing yet"),
    "mark_again": ("重复", "повтор", "again"),
    "mark_hand": ("人工", "вручную", "by hand"),
    "mark_local": ("离线", "без связи", "offline"),
    "mark_unsent": ("未上传", "не отправлено", "not sent"),
    "mark_refused": ("未接受", "не принято", "refused"),
    # ---- manifests
    "manifest": ("清单", "Список", "Manifest"),
    "manifest_today": (
        "今日 {scanned} / {parcels}",
        "Сегодня {scanned} из {parcels}",
        "Today {scanned} of {parcels}",
    ),
    "manifest_none": ("今天没有清单", "Списка на сегодня нет", "No manifest today"),
    "manifest_title": ("导入清单", "Загрузка списка", "Load a manifest"),
    "manifest_kinds": (
        "一行一件：单号、地址、姓名、电话。CSV、XLSX、XLS、ODS 都行，编码自动识别；列的顺序不限。",
        "Посылка в строке: номер, адрес, имя, телефон. CSV, XLSX, XLS или ODS в любой кодировке; порядок столбцов любой.",
        "One parcel a row: number, address, name, phone. CSV, XLSX, XLS or ODS in any encoding; columns in any order.",
    ),
    "manifest_file": ("文件", "Файл", "File"),
    "manifest_day": ("日期", "День", "Day"),
    "manifest_load": ("导入", "Загрузить", "Load"),
    "manifest_loading": (
        "正在读取并逐件检查……",
        "Читаем и проверяем каждую посылку…",
        "Reading, and checking every parcel…",
    ),
    "manifest_done": (
        "{day}：导入 {parcels} 件，新增 {new}，更新 {changed}。",
        "{day}: посылок {parcels}, новых {new}, изменённых {changed}.",
        "{day}: {parcels} parcels, {new} new, {changed} changed.",
    ),
    "manifest_columns": ("识别到的列：", "Столбцы:", "Columns found:"),
    "manifest_left_out": ("没有用上的行：{n}", "Не использовано строк: {n}", "Rows left out: {n}"),
    "manifest_row": ("第 {row} 行：{why}", "строка {row}: {why}", "row {row}: {why}"),
    "manifest_more": ("……以及更多", "… и другие", "… and more"),
    "manifest_failed": ("没有导入成功：{why}", "Не загружено: {why}", "Not loaded: {why}"),
    "manifest_unreachable": (
        "连不上服务器，请稍后再试。",
        "Нет связи с сервером, попробуйте позже.",
        "The server cannot be reached; try again later.",
    ),
    "manifest_too_large": ("文件太大。", "Файл слишком большой.", "The file is too large."),
    "manifest_signed_out": (
        "登录已过期。请重新登录，再导入一次。",
        "Сеанс закончился. Войдите снова и загрузите файл ещё раз.",
        "The sign-in has ended. Sign in again, then load the file once more.",
    ),
    "manifest_forbidden": (
        "您没有导入清单的权限，请找管理员。",
        "У вас нет прав загружать списки. Обратитесь к администратору.",
        "You may not load manifests. Ask the administrator.",
    ),
    "manifest_wrong_day": (
        "这一天的清单不能导入：不是太早，就是太远。请看看日期对不对。",
        "На этот день список не загрузить: он уже прошёл или слишком далеко. Проверьте дату.",
        "No manifest can be loaded for this day: it is over, or too far ahead. Check the date.",
    ),
    "manifest_too_often": (
        "操作太频繁了，请过 {seconds} 秒再试。",
        "Слишком много запросов подряд. Повторите через {seconds} с.",
        "Too many requests in a row. Try again in {seconds} s.",
    ),
    "manifest_overloaded": (
        "服务器暂时忙不过来，请过 {seconds} 秒再试。",
        "Сервер сейчас перегружен. Повторите через {seconds} с.",
        "The server cannot do this just now. Try again in {seconds} s.",
    ),
    "manifest_trouble": (
        "服务器出了问题，清单没有导入。请再试一次；还不行就找管理员。",
        "На сервере что-то не так, список не загружен. Повторите; если не поможет, обратитесь к администратору.",
        "The server has trouble; the manifest was not loaded. Try again; if that does not help, ask the administrator.",
    ),
    "manifest_unusable": (
        "这个文件读不了。请另存为 XLSX 或 CSV，再导入一次。",
        "Файл не читается. Сохраните его как XLSX или CSV и загрузите ещё раз.",
        "The file cannot be read. Save it as XLSX or CSV and load that.",
    ),
    "manifest_kept": (
        "清单和扫描记录含个人信息，只保存 {days} 天，到期自动删除。",
        "Списки и сканирования содержат личные данные: хранятся {days} дн. и удаляются сами.",
        "Manifests and scans are personal data: kept for {days} days, then deleted.",
    ),
    "manifest_days": ("已导入的清单", "Загруженные списки", "Loaded manifests"),
    "manifest_parcels": ("件数", "Посылок", "Parcels"),
    "manifest_scanned": ("已扫", "Сканировано", "Scanned"),
    "manifest_by_hand": ("人工", "Вручную", "By hand"),
    "manifest_delete": ("删除", "Удалить", "Delete"),
    "manifest_delete_sure": ("确认删除", "Точно удалить?", "Really delete?"),
    "close": ("关闭", "Закрыть", "Close"),
    "why_no_waybill": ("没有单号", "нет номера", "no number"),
    "why_bad_waybill": (
        "单号不对（是否被表格改成了科学计数？）",
        "номер испорчен (не превратила ли его таблица в 7,7E+14?)",
        "the number is damaged (did the sheet turn it into 7.7E+14?)",
    ),
    "why_no_address": ("没有地址", "нет адреса", "no address"),
    "why_too_long": ("内容太长", "слишком длинно", "too long"),
    "why_twice": (
        "单号重复，以后面的为准",
        "номер повторяется, взята последняя строка",
        "the number stands again below; the last row counts",
    ),
    "role_waybill": ("单号", "номер", "number"),
    "role_address": ("地址", "адрес", "address"),
    "role_name": ("姓名", "имя", "name"),
    "role_phone": ("电话", "телефон", "phone"),
    "no_waybill_column": (
        "没找到单号列。请把那一列的标题写成“运单号”。",
        "Не нашли столбец с номерами. Назовите его «Накладная».",
        "No column with numbers was found. Name it “Waybill”.",
    ),
    "too_many": (
        "一份清单最多 {limit} 件，请分开导入。",
        "В списке больше {limit} посылок. Разделите его.",
        "A manifest holds at most {limit} parcels; split it.",
    ),
    # ---- settings
    "settings": ("设置", "Настройки", "Settings"),
    "set_station": ("分拣台名称", "Название стола", "Name of this station"),
    "set_operator": ("分拣员（工号）", "Сортировщик (номер)", "Sorter (staff number)"),
    "set_volume": ("音量", "Громкость", "Volume"),
    "set_try": ("试听", "Проверить звук", "Try the sounds"),
    "set_size": ("面单尺寸", "Размер этикетки", "Label size"),
    "set_keyboard": (
        "不弹出屏幕键盘（手持扫描终端）",
        "Не показывать экранную клавиатуру (ручной сканер)",
        "No on-screen keyboard (handheld scanner)",
    ),
    "set_note": (
        "这些设置只保存在本机。",
        "Настройки хранятся только на этом устройстве.",
        "These settings stay on this device.",
    ),
    # ---- the label
    "label_to": ("收", "Кому", "To"),
    # ---- why
    "no_zones": (
        "系统里还没有派送区域，请管理员先上传",
        "зоны доставки ещё не загружены: обратитесь к администратору",
        "there are no delivery zones yet: ask the administrator to load them",
    ),
    "unknown_number": (
        "今天的清单里没有这个单号",
        "этого номера нет в списке на сегодня",
        "this number is not in today's manifest",
    ),
    "unreadable": (
        "这个码里没有单号，也没有地址",
        "в этом коде нет ни номера, ни адреса",
        "there is neither a number nor an address in this code",
    ),
}
