"""The words of the page that describes the API; what the API calls its fields stays English."""

from __future__ import annotations

from addrcheck.wording.words import Words

WORDS: Words = {
    "title": ("接口说明", "Описание API", "The API"),
    "intro": (
        "检查中国和俄罗斯的收货地址。写错的地址不是错误：照样会得到一份报告，报告里的 action 说明该怎么办。",
        "Проверка адресов доставки в Китае и России. Плохой адрес — не ошибка: на него придёт отчёт, и поле action скажет, что делать.",
        "Checks Chinese and Russian delivery addresses. A bad address is no error: it gets a report whose action says what to do.",
    ),
    "programs": ("供程序使用：", "Для программ:", "For programs:"),
    "english": (
        "字段名和字段说明以英文为准。",
        "Имена полей и пояснения к ним — на английском.",
        "",
    ),
    "try": ("试一试", "Попробуйте", "Try it"),
    "try_hint": (
        "把下面这行粘贴到终端。地址放在请求体里，不会留在日志和网址中。",
        "Вставьте строку в терминал. Адрес идёт в теле запроса и не попадает ни в журналы, ни в ссылки.",
        "Paste this into a terminal. The address travels in the body, so it stays in no log and no link.",
    ),
    "try_answer": ("返回（节选）", "Ответ (сокращённо)", "The answer, abridged"),
    "doors": ("接口列表", "Методы", "Doors"),
    "parameters": ("参数", "Параметры", "Parameters"),
    "field": ("字段", "Поле", "Field"),
    "type": ("类型", "Тип", "Type"),
    "meaning": ("含义", "Что это", "Meaning"),
    "required": ("必填", "обязательно", "required"),
    "default": ("默认", "по умолчанию", "default"),
    "body": ("请求体", "Тело запроса", "Body"),
    "answer": ("返回", "Ответ", "Answer"),
    "or_else": ("或状态码", "или статус", "or a status"),
    "scope": (
        "需要密钥时，权限为",
        "Если нужен ключ, то с правом",
        "Where keys are needed: one with the scope",
    ),
    "open": ("无需密钥。", "Ключ не нужен.", "Needs no key."),
    "statuses": ("出错时", "Если что-то не так", "When something is wrong"),
    "errors": (
        "错误格式为 application/problem+json（RFC 9457），errors 指出是哪个参数。",
        "Ошибки приходят как application/problem+json (RFC 9457); errors называет параметр.",
        "Errors are application/problem+json (RFC 9457); errors names the parameter.",
    ),
    "types": ("数据类型", "Типы", "Types"),
}

DOORS: Words = {
    "GET /v1/check": (
        "检查一个地址。地址会出现在网址里，只宜用于试验。",
        "Проверить один адрес. Он попадёт в ссылку, поэтому — только для пробы.",
        "Check one address. It stands in the URL, so this is for trying out.",
    ),
    "POST /v1/check": (
        "检查一个地址，或表单的各个字段。",
        "Проверить один адрес или поля формы.",
        "Check one address, or the fields of a form.",
    ),
    "POST /v1/batch": (
        "一次检查多个地址，每个都有自己的状态。",
        "Проверить сразу много адресов; у каждого свой статус.",
        "Check many addresses at once, a status for each.",
    ),
    "GET /v1/search": (
        "查找一段文字可能指的地点（GeocodeJSON）。",
        "Найти места, которые может означать текст (GeocodeJSON).",
        "Find the places that a text can mean (GeocodeJSON).",
    ),
    "GET /v1/suggest": ("边输入边补全。", "Подсказки при вводе.", "Complete what is typed."),
    "POST /v1/suggest": (
        "补全表单中的一个字段，参考其他字段。",
        "Подсказки для поля формы с учётом остальных полей.",
        "Complete a field of a form beside what the others hold.",
    ),
    "GET /v1/reverse": (
        "查询某个坐标周围有什么。",
        "Что известно вокруг точки.",
        "Tell what is known around a point.",
    ),
    "GET /v1/zone": (
        "只查地址属于哪个派送区域。",
        "Только зона доставки адреса.",
        "Tell the delivery zone of an address alone.",
    ),
    "GET /v1/zones/versions": (
        "列出区域表的所有版本和启用记录。",
        "Все версии таблицы зон и решения о них.",
        "List the versions of the zones, and what was decided about them.",
    ),
    "POST /v1/zones/versions": (
        "上传一份区域表（或 ZIP）并检查；不会马上启用。",
        "Загрузить таблицу зон (или ZIP) и проверить; сама по себе она не включается.",
        "Upload a table of zones, or a ZIP of tables, and have it looked over; nothing is in force by that.",
    ),
    "GET /v1/zones/version": (
        "查看某个版本的问题，以及它会改变什么。",
        "Что не так с версией и что она меняет.",
        "Show what is wrong with a version, and what it changes.",
    ),
    "GET /v1/zones/file": ("下载某个版本。", "Скачать версию.", "Download a version."),
    "POST /v1/zones/activate": ("启用某个版本。", "Включить версию.", "Put a version in force."),
    "POST /v1/zones/rollback": (
        "恢复到上一个版本。",
        "Вернуть предыдущую версию.",
        "Put the version before the present one in force again.",
    ),
    "POST /v1/zones/cancel": (
        "取消等待启用的版本。",
        "Отменить версию, которая ждёт.",
        "Cancel a version that waits.",
    ),
    "GET /v1/status": (
        "正在运行的版本和限制。",
        "Что запущено и какие есть пределы.",
        "Tell what is running and what is allowed.",
    ),
    "GET /metrics": ("供 Prometheus 采集的计数。", "Счётчики для Prometheus.", "Counters for Prometheus."),
    "GET /openapi.json": (
        "本说明的机器可读版。",
        "Это описание для программ.",
        "This description, for programs.",
    ),
    "POST /v1/jobs": (
        "上传一个文件批量检查：放在表单的 file 字段里，或直接作为请求体。",
        "Загрузить файл на проверку: в поле file формы или как само тело запроса.",
        "Send a file to be checked: in the field file of a form, or as the body itself.",
    ),
    "GET /v1/jobs": (
        "列出自己最近的任务。",
        "Свои последние задания.",
        "List one's latest jobs.",
    ),
    "GET /v1/jobs/{id}": ("查看任务进度。", "Ход задания.", "Tell how a job stands."),
    "DELETE /v1/jobs/{id}": (
        "立即删除任务和它的全部文件。",
        "Сразу удалить задание и все его файлы.",
        "Delete a job with all its files, now.",
    ),
    "POST /v1/jobs/{id}/preview": (
        "换一种读法，再看一遍前几行。",
        "Прочитать первые строки заново, иначе.",
        "Look at the first rows again, with other choices.",
    ),
    "POST /v1/jobs/{id}/start": (
        "按这些选项开始检查。",
        "Начать проверку с этим выбором.",
        "Clean the file with these choices.",
    ),
    "POST /v1/jobs/{id}/cancel": (
        "取消任务并删除文件。",
        "Отменить задание и удалить файлы.",
        "Cancel a job and delete its files.",
    ),
    "GET /v1/jobs/{id}/result": ("下载检查后的文件。", "Скачать готовый файл.", "Fetch the cleaned file."),
    "GET /v1/jobs/{id}/report": ("查看报告页面。", "Страница отчёта.", "Fetch the report page."),
    "GET /v1/jobs/{id}/duplicates": (
        "下载同一地点的行的清单。",
        "Список строк об одном и том же месте.",
        "Fetch the list of rows that are the same place.",
    ),
    "POST /v1/manifests": (
        "导入一天的清单：文件或条目。再次导入只更新，不丢扫描记录。",
        "Загрузить список на день: файлом или записями. Повторная загрузка обновляет его, сканирования остаются.",
        "Load the manifest of a day, as a file or as items. Loaded again, it is brought up to date; no scan is lost.",
    ),
    "GET /v1/manifests": (
        "有清单的日期，以及扫描进度。",
        "Дни, на которые есть список, и сколько уже отсканировано.",
        "The days that have a manifest, and how far their scanning is.",
    ),
    "POST /v1/manifests/remove": (
        "删除一天的清单和扫描记录。",
        "Удалить список за день вместе со сканированиями.",
        "Delete the manifest of a day and its scans.",
    ),
    "GET /v1/manifests/codes": (
        "一天的分拣编码，每次一千个，供断网时扫描；不含地址。",
        "Коды сортировки на день, по тысяче за раз, для работы без сервера; адресов в них нет.",
        "The sorting codes of a day, a thousand at a time, for scanning without the server; no addresses.",
    ),
    "POST /v1/scans": (
        "扫描包裹，返回派送区域。同一次扫描重复发送只算一次。",
        "Отсканировать посылки и узнать их зоны. Присланное дважды считается один раз.",
        "Scan parcels and learn where they go. A scan that is sent twice counts once.",
    ),
    "POST /v1/parcels": (
        "一个包裹的完整地址和收件人。",
        "Полный адрес и получатель посылки.",
        "The address and the recipient of a parcel in full.",
    ),
    "POST /v1/labels": (
        "面单内容；姓名、电话、地址已按国标隐藏。",
        "Что написано на этикетках; имя, телефон и адрес скрыты.",
        "What stands on labels; name, phone and address are masked.",
    ),
    "POST /v1/labels.pdf": (
        "面单 PDF，每页一张。",
        "Этикетки в PDF, по одному на странице.",
        "Labels as PDF, one a page.",
    ),
}
"""What a door does; one that is not here is told in English by the description itself."""

STATUSES: Words = {
    "400": ("参数有误，errors 会指出是哪一个。", "Неверный параметр; errors его называет.", "A parameter is wrong; errors names it."),
    "401": ("需要密钥，或者密钥未知。", "Нужен ключ, или такого ключа нет.", "A key is needed, or the one sent is unknown."),
    "403": (
        "这个密钥没有此权限，或不能用于这个来源。",
        "Этому ключу такое не разрешено или он не для этого сайта.",
        "The key cannot do this, or not from this origin.",
    ),
    "409": (
        "任务目前的状态不允许这样做。",
        "Сейчас с этим заданием так нельзя.",
        "The state of the job does not allow this.",
    ),
    "410": (
        "任务已过期，文件已删除。",
        "Срок задания истёк, файлы удалены.",
        "Its time is over; its files are deleted.",
    ),
    "413": ("内容太大。", "Слишком большое тело запроса.", "The body is too large."),
    "415": ("内容类型不对。", "Тело другого типа.", "The body is of another type."),
    "429": (
        "请求太频繁；Retry-After 是要等的秒数。",
        "Слишком много запросов; Retry-After — сколько секунд ждать.",
        "Too many requests; Retry-After says when to come back.",
    ),
    "500": (
        "服务端出错；报修时请附 X-Request-Id 的编号。",
        "Наша ошибка; назовите номер из X-Request-Id.",
        "A mistake of ours; ask with the number in X-Request-Id.",
    ),
    "503": (
        "暂时忙不过来，或数据库连不上；Retry-After 是要等的秒数。",
        "Сервис занят или база недоступна; Retry-After — сколько секунд ждать.",
        "Too busy just now, or the database is out of reach; Retry-After says when to come back.",
    ),
    "507": ("没有地方存放这个文件。", "Для файла нет места.", "There is no room for the file."),
}  # fmt: skip
