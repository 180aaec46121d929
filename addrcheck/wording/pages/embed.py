"""The words of the page for shops: how to put the widget around an address field."""

from __future__ import annotations

from addrcheck.wording.words import Words

WORDS: Words = {
    "title": (
        "五行代码，把地址核对放进结算页",
        "Проверка адреса в вашем магазине за пять строк",
        "Address checks in your checkout, in five lines",
    ),
    "intro": (
        "组件套在您自己的输入框外面：边输边提示，下单前告诉顾客缺什么、哪里写错了，但从不拦单。没有脚本、或服务连不上时，输入框照常使用。",
        "Виджет ставится вокруг вашего поля: подсказывает при вводе, а перед заказом говорит, чего не хватает и где опечатка. Заказ он не блокирует никогда. Без скриптов и без связи с сервисом поле работает как обычно.",
        "The widget goes around your own input: it suggests while people type and tells them, before they order, what is missing or misspelt. It never blocks an order. Without scripts, or without the service, the input works as before.",
    ),
    "see": ("看看示例结算页", "Посмотреть пример магазина", "See it in a sample checkout"),
    "try": ("试一试", "Попробуйте", "Try it"),
    "try_label": ("收货地址", "Адрес доставки", "Delivery address"),
    "try_help": (
        "比如输入“杭州西”或“朝阳区建国路93号”，再点别处。",
        "Например, «Каз» или «г. Масква, ул. Тверская, 13», а потом щёлкните мимо поля.",
        "Type “hzxh” or “Масква, Тверская 13”, for example, and then click elsewhere.",
    ),
    "lines": ("第一步：五行代码", "1. Пять строк", "1. Five lines"),
    "lines_help": (
        "integrity 是这两个文件当前版本的校验值；升级服务后请更新。key 换成下一步得到的密钥。",
        "integrity — контрольные суммы нынешних файлов: после обновления сервиса обновите и их. Вместо key подставьте ключ из следующего шага.",
        "integrity holds the hashes of the files as they are now: after an upgrade of the service, update them. Put your key from the next step in place of key.",
    ),
    "key": ("第二步：密钥", "2. Ключ", "2. A key"),
    "key_help": (
        "可公开的密钥只能核对和提示，而且只认您写明的网站来源。",
        "Публичный ключ умеет только проверять и подсказывать, и только на страницах указанного сайта.",
        "A publishable key can check and suggest, nothing else, and only from the origin that you name.",
    ),
    "csp": ("第三步：内容安全策略", "3. Политика безопасности (CSP)", "3. Content security policy"),
    "csp_help": (
        "如果您的页面设有 CSP，请放行这个服务。组件不用内联脚本、内联样式和 eval。",
        "Если на странице есть CSP, разрешите этот сервис. Виджету не нужны ни встроенные скрипты и стили, ни eval.",
        "If your page has a CSP, let this service in. The widget needs no inline script or style and no eval.",
    ),
    "several": ("多个输入框", "Несколько полей", "Several fields"),
    "several_help": (
        "把一个地址的所有输入框放进同一个元素。组件按 autocomplete 认出各栏；没有对应标准名的，用 data-addrcheck 注明。收货、账单两个地址就用两个元素。",
        "Поместите все поля одного адреса в один элемент. Виджет узнаёт их по autocomplete, а дом, квартиру и прочее без стандартного имени — по data-addrcheck. Два адреса — два элемента.",
        "Put all fields of one address into one element. The widget knows them by autocomplete; what has no standard token is named by data-addrcheck. Two addresses are two elements.",
    ),
    "paste": (
        '带 data-addrcheck="paste" 的文本框是智能识别框：粘贴整段文字，自动分到各栏。',
        'Поле с data-addrcheck="paste" принимает всё сразу: вставленный текст сам раскладывается по полям.',
        'A textarea with data-addrcheck="paste" takes everything at once: what is pasted is sorted into the fields.',
    ),
    "receives": ("您的服务器会收到什么", "Что получит ваш сервер", "What your server receives"),
    "receives_help": (
        "除了您自己的字段，还有四个隐藏字段；前缀用 result 属性设置。",
        "Кроме ваших полей — четыре скрытых; их приставку задаёт атрибут result.",
        "Beside your own fields, four hidden ones; the attribute result sets their prefix.",
    ),
    "outcome": (
        "accept、confirm、add_unit、fix、special、foreign、empty；没能核对时为 unchecked",
        "accept, confirm, add_unit, fix, special, foreign, empty; unchecked — проверить не удалось",
        "accept, confirm, add_unit, fix, special, foreign, empty; unchecked where no check was possible",
    ),
    "codes": (
        "问题代码，逗号分隔",
        "коды замечаний через запятую",
        "codes of what was noticed, apart by commas",
    ),
    "overridden": (
        "true 表示顾客看过提示，仍坚持原填写",
        "true — покупатель видел замечание и оставил своё",
        "true where the customer saw the advice and kept his own",
    ),
    "original": ("采用建议前的原文", "текст до исправления", "the text before a suggestion was taken"),
    "attributes": ("属性", "Атрибуты", "Attributes"),
    "a_key": ("可公开的密钥", "публичный ключ", "the publishable key"),
    "a_api": (
        "服务地址；默认为脚本所在的服务",
        "адрес сервиса; по умолчанию тот, откуда скрипт",
        "address of the service; by default the one that the script came from",
    ),
    "a_country": (
        "cn 或 ru；也可由国家选择框决定，选其他国家时组件不出声",
        "cn или ru; может решать и поле страны: для других стран виджет молчит",
        "cn or ru; a country field of the form decides, too, and for other countries the widget is silent",
    ),
    "a_lang": (
        "zh、ru 或 en；默认随页面",
        "zh, ru или en; по умолчанию язык страницы",
        "zh, ru or en; by default the page's",
    ),
    "a_result": ("隐藏字段的前缀", "приставка скрытых полей", "prefix of the hidden fields"),
    "a_off": (
        "不提示 / 不核对 / 提交时不停留",
        "без подсказок / без проверки / без остановки при отправке",
        "no suggestions / no check / no stop at submit",
    ),
    "a_zones": (
        "地址不在配送范围内时告诉顾客",
        "сказать покупателю, если туда не доставляют",
        "tell the customer where an address lies outside the delivery area",
    ),
    "a_text": (
        '换掉某一句话，如 text-keep="……"',
        'своя фраза, например text-keep="…"',
        'a text of your own, for example text-keep="…"',
    ),
    "events": ("事件", "События", "Events"),
    "events_help": (
        "事件都会冒泡，都带 detail；对 select 和 check 调用 preventDefault()，就由您自己处理。",
        "Все события всплывают и несут detail. preventDefault() у select и check значит: дальше вы сами.",
        "All of them bubble and carry a detail; preventDefault() on select and check means that you take over.",
    ),
    "e_suggest": ("出现提示", "показаны подсказки", "suggestions are shown"),
    "e_select": ("选中了一条", "выбрана подсказка", "a suggestion was chosen"),
    "e_check": ("核对完成", "адрес проверен", "the address was checked"),
    "e_error": ("服务没有回答", "сервис не ответил", "the service did not answer"),
    "styling": ("样式", "Оформление", "Styling"),
    "styling_help": (
        "在元素或 :root 上改这些变量即可；所有类名都以 addrcheck__ 开头。深色模式和强制颜色模式已经考虑到。",
        "Меняйте эти переменные на элементе или на :root; все классы начинаются с addrcheck__. Тёмная тема и режим высокой контрастности учтены.",
        "Change these variables on the element or on :root; all classes begin with addrcheck__. Dark mode and forced colours are taken care of.",
    ),
    "name": ("名称", "Имя", "Name"),
    "meaning": ("含义", "Значение", "Meaning"),
    "more": (
        "脚本 {script} kB，样式 {style} kB（gzip 后），没有任何依赖。",
        "{script} кБ скрипта и {style} кБ стилей в gzip, без зависимостей.",
        "{script} kB of script and {style} kB of styles, gzipped; no dependency.",
    ),
}
