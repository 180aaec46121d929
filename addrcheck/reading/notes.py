"""What the sender says to the courier (放门口, 到了打电话, домофон 12, позвонить за час): a note, no address.

A note is what stands behind a note label, or a phrase built from a closed set of instructions. Places to
leave a parcel that are addresses of their own kind (驿站, 丰巢, постамат) are no notes: the grammar reads them.
"""

from __future__ import annotations

import re

from addrcheck.reading.marks import GONE, LABEL, MARKS, cover

# Runs are bounded or possessive, and begin where they begin: no text makes a search take more than linear time.
_HAN = "\u4e00-\u9fff"
_PLEASE = (
    r"(?:请|麻烦您?|务必|一定要?|最好|尽量|拜托"
    rf"|(?<![{_HAN}])(?:谢谢|直接|帮忙|可以?|就|(?:快递(?:师傅|员|小哥)?|师傅|员|小哥)(?:[您你]好)?|[您你]好|亲)"
    r"|(?<![,\s])[,\s]++){0,40}+"
)
_TIME_WORD = (
    r"(?:周末|周[一二三四五六日天](?:[至到-]周?[一二三四五六日天])?|星期[一二三四五六日天]|工作日|节假日|双休日|白天|晚上|上午|中午|下午|"
    r"下班|早上|今天|明天|[0-2]?\d[点:](?:[0-5]\d|半)?(?:[至到-][0-2]?\d[点:](?:[0-5]\d|半)?)?)"
)
_TIME = rf"{_TIME_WORD}{{1,12}}(?:以?[前后]|之[前后])?"
_DROP = r"(?:家门口|门口|大门口|门卫室?处?|门岗|岗亭|保安(?:室|亭|处)?|传达室|收发室|物业(?:处|管理处)?|前台|鞋柜上?|电表箱|消防栓|信箱里?)"
_CALL = r"(?:打(?:个|我)?(?:电话|手机)|来电话?|致电|电联|电话联系|联系我|通知我?)"
_ARRIVED = r"(?:到了|到后|到达后?|到货|送达|送到|派送|派件|送货|送)[前后]?(?:以?后)?"
_CORE = (
    rf"(?:放(?:在|到|至)?(?:我)?{_DROP}|(?:{_ARRIVED})?请?(?:提前|先|给我|再|务必){{0,8}}{_CALL}|(?:{_ARRIVED}|提前)请?(?:先|给我|再){{0,8}}(?:电话|联系)"
    r"|送货?上门|送到家门?口?|送上楼|不要?放(?:在|到)?(?:快递柜|丰巢|驿站|柜子里?)|[勿别]放(?:快递柜|丰巢|驿站)"
    rf"|{_TIME}(?:再|才|都)?(?:可以)?(?:派?送(?:货|达|到)?|收货|配送|有人|没人|不在家?|在家)"
    r"|轻拿轻放|易碎品?|尽快(?:发货|送达|派送)|[勿别]按门铃|不要按门铃|小心轻放|当面(?:签收|验货)|本人签收)"
)
_THEN = (
    r"(?>就行|即可|就好|就可以了?|行了|可以了?|好了|吧|哦|啊|呢|了|谢谢您?|感谢|多谢|辛苦了?|!|~|\.|,|\s)*"
)
_CHINESE = re.compile(
    rf"[(\[【]?{_PLEASE}{_CORE}(?:{_THEN}+{_PLEASE}{_CORE}){{0,30}}{_THEN}(?:(?![{_HAN}\w])|(?<=[,\s]))[)\]】]?"
)
_CHINESE_LABELLED = re.compile(
    r"(?:买家|买方|订单|配送|送货|快递|客户)?(?:备注|留言|附言|嘱咐|配送说明|送货(?:说明|时间|要求)|配送(?:时间|要求))\s*[:]\s*(?P<note>[^\n\ufdd0-\ufdd3]*)"
)
_CHINESE_GATE = re.compile(
    "[放打来致联电送勿别易轻尽当签备留附收嘱配](?<=[放打来致联电送勿别易轻尽当签备留附收嘱配])"
)

_LEAD = (
    r"(?:(?:просьба|просим|прошу|пожалуйста|нужно|надо|можно|лучше|обязательно|заранее|предварительно|не"
    r"|(?:перед|до)\s+(?:доставкой|доставки|приездом|приезда|выездом|выезда|визитом)|за\s+(?:полчаса|(?:\d+\s*)?(?:час(?:а|ов)?|мин(?:ут)?\.?))"
    r"|по\s+(?:приезду|прибытии)|курьеру)[\s:,]+)*"
)
_RUSSIAN = re.compile(
    rf"(?<![\w-]){_LEAD}(?:"
    r"(?:по)?звон(?:ить|ите|и|ок)\b[^,;\n\ufdd0-\ufdd3]*"
    r"|позвоните\b[^,;\n\ufdd0-\ufdd3]*|созвон(?:иться|итесь)?\b[^,;\n\ufdd0-\ufdd3]*|набрать\b[^,;\n\ufdd0-\ufdd3]*|наберите\b[^,;\n\ufdd0-\ufdd3]*"
    r"|остав(?:ить|ьте|ляйте|лять|ь)\b[^,;\n\ufdd0-\ufdd3]*|положи(?:ть|те)\b[^,;\n\ufdd0-\ufdd3]*|постучать[^,;\n\ufdd0-\ufdd3]*"
    r"|домофон(?:а|ом)?\b\s*(?:код\b)?[\s:№#-]*(?:[\dкKkвBb*#]{1,10}|нет|не\s+работает|сломан)?"
    r"|код\b\s*(?:домофона|двери|на\s+двери|подъезда|калитки|ворот|от\s+\w+)?[\s:№#-]*[\d#*][\dкKkвBb*#]{0,9}"
    r"|доставка\s+(?:после|до|с)\s+\d[^,;\n\ufdd0-\ufdd3]*|доставить\b[^,;\n\ufdd0-\ufdd3]*|(?:привезти|везти)\b[^,;\n\ufdd0-\ufdd3]*"
    r"|(?:после|до)\s+[0-2]?\d(?:[:.][0-5]\d|\s*час(?:а|ов)?)(?:\s+до\s+[0-2]?\d(?:[:.][0-5]\d|\s*час(?:а|ов)?))?"
    r"|(?:в\s+)?(?:будни|будние\s+дни|выходные)\b[^,;\n\ufdd0-\ufdd3]*|вход\s+(?:со\s+двора|с\s+улицы|с\s+торца|через|под)\b[^,;\n\ufdd0-\ufdd3]*"
    r"|(?:пропуск|шлагбаум)\b[^,;\n\ufdd0-\ufdd3]*|(?:осторожно|хрупкое)[^,;\n\ufdd0-\ufdd3]*)",
    re.IGNORECASE,
)
_RUSSIAN_LABELLED = re.compile(
    r"(?<!\w)(?:комментари[йи](?:\s+(?:курьеру|к\s+заказу))?|примечани[ея]|пожелани[ея]|для\s+курьера)\s*:\s*(?P<note>[^\n\ufdd0-\ufdd3]*)",
    re.IGNORECASE,
)
_RUSSIAN_GATE = re.compile(
    r"звон|набер|набр|остав|полож|постуч|омофон|код[\s:№]|достав|везти|после|до\s\d|будн|выходн|вход|пропуск|шлагб|сторожн|хрупк"
    r"|оммент|римеч|ожелан|курьер",
    re.IGNORECASE,
)
_TRIM = f" \n,;.:-()[]【】!~{MARKS}"
_WORD = re.compile("[\\w]{2}|[\u4e00-\u9fff]")


def cover_notes(text: str, country: str) -> tuple[str, str | None]:
    """Return ``text`` with its notes to the courier covered, and the notes themselves.

    >>> cover_notes("文三路1号 放门口,到了打电话", "CN")[1]
    '放门口,到了打电话'
    >>> cover_notes("кв. 5, домофон 12, позвонить за час", "RU")[1]
    'домофон 12, позвонить за час'
    """
    russian = country == "RU"
    if not (_RUSSIAN_GATE if russian else _CHINESE_GATE).search(text):
        return text, None
    notes: list[str] = []
    labelled = (_RUSSIAN_LABELLED if russian else _CHINESE_LABELLED).search(text)
    tail: list[str] = []
    if labelled:
        tail.append(labelled["note"].strip(_TRIM))
        text = cover(text, labelled.start(), labelled.start("note"), LABEL)
        text = cover(text, *labelled.span("note"), GONE)
    for match in (_RUSSIAN if russian else _CHINESE).finditer(text):
        note = match[0].strip(_TRIM)
        if note:
            notes.append(note)
            text = cover(text, *match.span(), GONE)
    joined = (", " if russian else ",").join(part for part in (*notes, *tail) if _WORD.search(part))
    return text, joined or None
