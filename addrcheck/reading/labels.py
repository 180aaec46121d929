"""Label words of pasted orders (收货人: … 手机号码: …, Получатель: … Индекс: …), order numbers, e-mail.

A label is covered; what it labels stays, except for what never belongs to an address: order numbers,
e-mail addresses, numbers of identity cards. Short labels that are also ordinary words (电话, 地区, Кому) need
a colon or a line of their own.
"""

from __future__ import annotations

import re

from addrcheck.reading.marks import GONE, LABEL, MARKS, PERSON_LABEL, cover

_EDGE = rf"(?:^|(?<=[\s,;.、|/{MARKS}])|(?<=[\])】}}]))"
_COLON = r"\s*[:=]\s*"
_AFTER = rf"(?:{_COLON}|\s+|(?=[{MARKS}\d+])|$)"

_RECIPIENT = "收[货貨件]人|联系人|聯絡人|聯繫人|联络人"
_WHO = f"{_RECIPIENT}|收[货貨件]方|收货信息|寄达人|买家|買家|客户|订货人"
_NAME_WORD = "姓名|名字|名称|称呼|全名"
_PHONE_WORD = "手机号码?|手機號碼?|手机|手機|联系电话|聯繫電話|联系方式|电话号码?|電話號碼?|电话|電話|座机|固话|移动电话"
_PLACE_WORD = (
    "所在地区|所在地區|所在地址|所在省市区?|所在区域|省市区县?|详细地址|詳細地址|具体地址|收[货貨件]地址|收货地区|"
    "邮寄地址|寄送地址|送货地址|配送地址|快递地址|通讯地址|家庭地址|联系地址|街道地址|邮政编码|郵遞區號"
)
_SHORT_PLACE_WORD = "地址|地区|地區|省份?|城市|市|区县|区|县|街道|乡镇|镇|小区|门牌号?|楼号|楼牌号|邮编|郵編|国家|收件|收货|寄往|送到"
_OPTIONAL = r"(?:\((?:必填|选填|省市区县?)\))?"

_CHINESE_PERSON = re.compile(
    rf"(?:{_WHO})的?(?:{_NAME_WORD})?{_OPTIONAL}{_COLON}"
    rf"|(?:{_RECIPIENT})(?:{_NAME_WORD})?{_OPTIONAL}(?:\s+|(?=[\u4e00-\u9fff]))"
    rf"|{_EDGE}(?:真实)?(?:{_NAME_WORD}|收件|收货){_AFTER}"
)
_CHINESE_PHONE = re.compile(
    rf"(?:{_WHO})?的?[/、]?(?:{_PHONE_WORD}){_OPTIONAL}(?:{_COLON}|\s*(?=[{MARKS}]))|{_EDGE}(?:{_PHONE_WORD})(?:\s*\n\s*|$)"
)
_CHINESE_PLACE = re.compile(
    rf"(?:{_WHO})?的?(?:{_PLACE_WORD}){_OPTIONAL}(?:{_COLON}|\s*)"
    rf"|(?:{_WHO})的?地址{_OPTIONAL}(?:{_COLON}|\s*)"
    rf"|{_EDGE}(?:{_SHORT_PLACE_WORD}){_OPTIONAL}(?:{_COLON}|(?<=地址)(?=\s|[\u4e00-\u9fff])|(?<=邮编)\s*(?=\d{{6}}))"
)
_RUSSIAN_PERSON = re.compile(
    r"(?<![\w-])(?:(?:имя\s+)?получател[ья]|кому|ф\.?\s?и\.?\s?о\.?(?:\s+получателя)?|фамилия|имя(?:\s+и\s+фамилия)?|отчество"
    r"|контактное\s+лицо|контакт(?:ы|ное\s+имя)?|клиент|заказчик|покупатель)(?:\s*:\s*|\s*\n\s*)"
    r"|(?:^|(?<=[\n,;]))\s*(?:кому|получатель|фио|ф\.\s?и\.\s?о\.)\s+(?=(?-i:[А-ЯЁ]))",
    re.IGNORECASE,
)
_RUSSIAN_PHONE = re.compile(
    r"(?<![\w-])(?:(?:контактный|мобильный|сотовый|моб\.?|сот\.?|номер)\s*)?(?:тел(?:ефона?)?|моб(?:ильный)?|сот(?:овый)?|т)\b\.?"
    rf"(?:\s+получателя)?[\s:№]*(?=[{MARKS}])|(?<![\w-])телефон(?:\s+получателя)?\s*:",
    re.IGNORECASE,
)
_RUSSIAN_PLACE = re.compile(
    r"(?<![\w-])(?:куда|(?:почтовый\s+|полный\s+)?адрес(?:\s+(?:доставки|получателя|проживания))?|(?:почтовый\s+)?индекс"
    r"|страна|регион|насел[её]нный\s+пункт)\s*:\s*"
    r"|(?<=область)\s*:|(?<=район)\s*:|(?<=город)\s*:|(?<=пос[её]лок)\s*:|(?<=улица)\s*:|(?<=дом)\s*:|(?<=корпус)\s*:"
    r"|(?<=строение)\s*:|(?<=квартира)\s*:|(?<=офис)\s*:|(?<=подъезд)\s*:|(?<=этаж)\s*:"
    r"|(?<![\w-])(?:почтовый\s+)?индекс\s+(?=\d{6})",
    re.IGNORECASE,
)
_CHINESE_LABELS = ((_CHINESE_PHONE, LABEL), (_CHINESE_PLACE, LABEL), (_CHINESE_PERSON, PERSON_LABEL))
_RUSSIAN_LABELS = ((_RUSSIAN_PHONE, LABEL), (_RUSSIAN_PLACE, LABEL), (_RUSSIAN_PERSON, PERSON_LABEL))

_NEVER_ADDRESS = re.compile(
    r"(?:e-?mail|эл(?:ектронная)?\.?\s?почта|почта|邮箱|郵箱)?\s{0,3}:?\s{0,3}(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|(?:https?://|www\.)[\w./?&=%#:-]+"
    r"|(?:订单|訂單|运单|快递单|物流单|原单|交易|流水)(?:编?号码?|號)?\s*[:#]?\s*[A-Za-z]{0,4}\d[\dA-Za-z-]{4,}"
    r"|(?<![\u4e00-\u9fff])单号\s*[:#]?\s*[A-Za-z]{0,4}\d[\dA-Za-z-]{4,}"
    r"|(?:номер\s+)?(?<!\w)заказа?\s*(?:№|#|N|номер|:)+\s*[A-Za-zА-Я]{0,3}-?\d[\w-]*"
    r"|(?<!\w)(?:трек(?:-?номер)?|отправление|накладная)\s*(?:№|#|:)*\s*[A-Z]{0,2}\d[\dA-Z]{7,}"
    r"|order\s*(?:no\.?|number|id|#)\s*:?\s*[A-Za-z]{0,4}\d[\dA-Za-z-]{2,}"
    r"|(?:身份证号?码?|паспорт)?\s{0,3}:?\s{0,3}(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)",
    re.IGNORECASE,
)
_MAY_BE_SUCH = re.compile(
    r"@|://|www|单号|單號|订单|訂單|运单|快递单|物流单|原单|交易|流水|заказ|трек|отправл|наклад|order|\d{17}"
)
_MAY_BE_SENDER = re.compile("寄件|发件|发货|寄货|отправитель|от кого|откуда")
_MAY_BE_LABEL = re.compile(
    "[:=]|收[件货貨]|[联聯][系絡繫络]|姓名|名字|称呼|电话|電話|手机|手機|座机|地址|地区|地區|所在|邮编|郵編|邮政|郵遞"
)
_RECIPIENT_LABEL = re.compile(r"收[件货](?:人|地址|方)|получатель|кому\s*:|куда\s*:", re.IGNORECASE)
_SENDER_LABEL = re.compile(
    r"(?:寄件|发件|发货|寄货)(?:人|地址|方)(?:信息|姓名)?\s*[:\n]|отправитель\s*:|от\s+кого\s*:|откуда\s*:",
    re.IGNORECASE,
)


def cover_sender(text: str) -> str:
    """Cover what is said of the sender, where the recipient has a label of their own.

    >>> cover_sender("寄件人: 李四 上海市\\n收件人: 张三").strip(MARKS)
    '收件人: 张三'
    """
    if not _MAY_BE_SENDER.search(text.lower()):
        return text
    sender = _SENDER_LABEL.search(text)
    recipient = _RECIPIENT_LABEL.search(text)
    if not sender or not recipient:
        return text
    end = recipient.start() if recipient.start() > sender.start() else len(text)
    return cover(text, sender.start(), end, GONE)


def cover_foreign_matter(text: str) -> str:
    """Cover e-mail addresses, numbers of orders and identity cards together with their labels.

    >>> cover_foreign_matter("订单号: 2026112300017 西湖区").strip(MARKS)
    ' 西湖区'
    """
    if _MAY_BE_SUCH.search(text.lower()):
        for match in _NEVER_ADDRESS.finditer(text):
            text = cover(text, *match.span(), GONE)
    return text


def cover_labels(text: str, country: str) -> str:
    """Cover the label words; phones must have been covered before.

    >>> cover_labels("收货人: 张三", "CN") == PERSON_LABEL * 5 + "张三"
    True
    """
    if country != "RU" and not _MAY_BE_LABEL.search(text):
        return text
    for pattern, mark in _RUSSIAN_LABELS if country == "RU" else _CHINESE_LABELS:
        for match in pattern.finditer(text):
            if match.end() > match.start():
                text = cover(text, *match.span(), mark)
    return text
