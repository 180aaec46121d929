"""Mentions of places in a Chinese text.

A Chinese address begins with its places, one behind the other, the largest first. A name that stands in
that *run* (at the beginning, or right behind another place) is meant as a place; a full name with its
level word (西湖区) is believed anywhere, a short one (西湖) only in the run, and none when a street, shop
or company word follows (中山路, 上海银行).
"""

from __future__ import annotations

import re

from addrcheck.gazetteer.places import FULL_NAME, Gazetteer, NameKind
from addrcheck.languages import Mention
from addrcheck.model import Level

EMPTY_WORD = re.compile(
    r"中华人民共和国|中国(?=[\s,.;:-]|北京|天津|河北|山西|内蒙|辽宁|吉林|黑龙|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    r"|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾)|市辖区|其[他它]区"
    r"|(?:省|自治区)直辖县级行政(?:区划|单位)|(?<=[市州])辖区"
)
"""What forms write that says nothing: it is understood and passed over."""

FILLER = re.compile(rf"(?:[\s,.;:/|、>*+()\[\]{{}}\"'_-]|{EMPTY_WORD.pattern})*")
"""What may stand between two places of the run without ending it."""

_FILLER_BEGINS = frozenset(" \n,.;:/|、>*+()[]{}\"'_-市中其省自辖")

_APART = " \n,.;:/|、"
"""What parts the words of an address whose writer puts them apart."""

_STREET_WORD = r"(?:路|街(?!道)|大道|大街|道(?!德)|巷|弄|胡同|公路|高速|马路|立交|大桥|桥)"
_STREET_FOLLOWS = re.compile(rf"[东西南北中]?[一二三四五六七八九十\d]{{0,3}}{_STREET_WORD}|[\u4e00-\u9fff]路")
_STREET_FOLLOWS_DISTRICT = re.compile(rf"[东西南北中]?{_STREET_WORD}")
"""Behind its own city a district is likelier than the one road in a series: 福州仓山三路."""
_STREET_FOLLOWS_TOWN = re.compile(
    rf"[\u4e00-\u9fff]?{_STREET_WORD}"
)  # 景山前街 is a street, 坎门建州路 is not
_LONGER_STREET_FOLLOWS = re.compile(r"[\u4e00-\u9fff][东西南北中]路")
_COMPANY_FOLLOWS = re.compile(
    r"(?:人民)?(?:大厦|大楼|大酒店|酒店|宾馆|饭店|广场|花园|花苑|小区|公寓|山庄|新村|商厦|商城|商场|市场|医院|大学|学院|中学|小学|银行|公司|集团"
    r"|国际|实业|科技|贸易|菜馆|餐厅|火锅|烤鸭|面馆|小吃|人家|公园|车站|火车站|机场|世纪|数码|[苑园府庭阁坊轩馆店厂]|名城|名都|名苑|世家|家园|豪庭|明珠|大桥|之星|之窗)"
)
_TOWN_FOLLOWS = re.compile(
    r"镇|乡|街道|村|社区|新[城区]|老城|大学(?!城)|学院|[东西南北]?站|[湾港]|[一二三四五六七八九十\d]+[区期村栋幢]"
)
_DEVZONE_FOLLOWS = re.compile(r"(?:国家级?)?(?:经济|高新|新?技术|开发|工业|科技|产业|保税)")
_ADDRESS_GOES_ON = re.compile(
    r"[省市区县](?![场政民])|[\s,.;:/|、-]|$|[\u4e00-\u9fff]{1,5}?(?:路|街|大道|巷|弄|镇|乡|村|社区|工业|开发|高新|经济)"
)
"""What must follow a short name that opens a text alone: 柯桥联合市场 is a market, 慈溪逍林镇 a place."""
_LEVEL_CHAR = re.compile(r"[省市区县旗](?![场政区民]|中[路街心])")
_BELIEVED = {Level.REGION: 0.7, Level.CITY: 0.7, Level.DISTRICT: 0.5, Level.TOWN: 0.45}
_ANOTHER_WORD = re.compile("级|政(?!府)|场")  # 浙江省级机关, 宁波市政工程, but 新龙县政府
_GENERIC = re.compile(r"[东西南北中城新老市郊]+[区县]")  # 古玩城东区: these make the names of blocks, too


Bearers = tuple[tuple[int, NameKind], ...]
"""The places that bear a name, and how each bears it."""


Occurrences = list[tuple[int, int, int]]
"""Where names stand in the text: start, end, name."""


def find_mentions(text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the mentions of places in ``text`` (simplified, half-width), by position."""
    occurrences = gazetteer.scan(text)
    if not occurrences:
        return ()
    occurrences.sort(key=_by_start)
    reachable = {after_filler(text, 0)}
    mentions: list[Mention] = []
    around: set[int] = set()
    full = gazetteer.full_names
    strength = 1.0  # of the run: what follows a place is believed as much as that
    covered = 0
    for start, end, name in occurrences:
        in_run = start in reachable
        if end <= covered or not (in_run or full[name]):
            continue
        bearers = gazetteer.named(name)
        if bearers[-1][1] is NameKind.STEM:
            bearers = _believed_stems(name, bearers, around, gazetteer) if in_run else _without_stems(bearers)
            if not bearers:
                continue
        inside = False
        short = _is_short(bearers, end - start, bool(_GENERIC.fullmatch(text, start, end)))
        if around and (short or start < covered):
            inside = _inside(bearers, around, mentions[-1].places, gazetteer)
            if not inside:
                continue
        if not short:
            if not _meant_full(text, end, in_run):
                continue
        elif not in_run or not _meant_short(text, end, bearers, inside, bool(around), occurrences, gazetteer):
            continue
        if not in_run:
            strength = max(_BELIEVED.get(gazetteer.level(place), 0.5) for place, _ in bearers)
        mention = _mention(text, start, end, bearers, strength)
        mentions.append(mention)
        around = _containers(bearers, gazetteer)
        covered = end
        reachable = {after_filler(text, mention.end)}
        if end > start + FULL_NAME - 1:  # 济宁|市中区: the level word may belong to the next name
            reachable.add(end - 1)
    if all(gazetteer.levels[place] > Level.CITY for one in mentions for place, _ in one.places):
        mentions.extend(_at_the_end(text, occurrences, covered, gazetteer))
    return tuple(mentions)


def _at_the_end(text: str, occurrences: Occurrences, covered: int, gazetteer: Gazetteer) -> list[Mention]:
    """Return the cities and regions that close a text which names none before: 天河路208号 广州 广东.

    Each stands apart; a name that is part of another word is none.
    """
    closing: list[Mention] = []
    position = len(text.rstrip(_APART))
    for start, end, name in reversed(occurrences):
        if end != position or start <= covered or text[start - 1] not in _APART:
            continue
        bearers = tuple(one for one in gazetteer.named(name) if gazetteer.levels[one[0]] <= Level.CITY)
        if not bearers:
            break
        closing.append(Mention(start, end, bearers, (), 0.0, _BELIEVED[Level.CITY]))
        position = len(text[:start].rstrip(_APART))
    return closing[::-1]


def after_filler(text: str, position: int) -> int:
    """Return where the next word of the run begins.

    >>> after_filler("浙江省-杭州市-市辖区-文三路", 7)
    12
    """
    if text[position : position + 1] not in _FILLER_BEGINS:
        return position
    return FILLER.match(text, position).end()  # type: ignore[union-attr]


def _name_begins(position: int, occurrences: Occurrences, gazetteer: Gazetteer) -> bool:
    """Tell whether the name of another place begins at ``position``: then a place stands before it."""
    return any(
        start == position and gazetteer.named(name)[0][1] is not NameKind.STEM
        for start, _, name in occurrences
    )


def _believed_stems(name: int, bearers: Bearers, around: set[int], gazetteer: Gazetteer) -> Bearers:
    """Return the bearers without the towns whose stem this is, but for those in the place mentioned before."""
    if bearers[0][1] is not NameKind.STEM:
        return _without_stems(bearers)
    if around.isdisjoint(gazetteer.parents_of_stem(name)):
        return ()
    return tuple(pair for pair in bearers if gazetteer.parents[pair[0]] in around)


def _without_stems(bearers: Bearers) -> Bearers:
    """Return the bearers without the towns whose stem this is; they stand last."""
    if bearers[0][1] is NameKind.STEM:
        return ()
    return tuple(pair for pair in bearers if pair[1] is not NameKind.STEM)


def _containers(bearers: Bearers, gazetteer: Gazetteer) -> set[int]:
    """Return the places that the next name of the run may lie in: those just named and what became of them."""
    places = {place for place, _ in bearers}
    for place, _ in bearers:
        if gazetteer.until_years[place]:
            places.update(gazetteer.successors[place])
    return places


def _is_short(bearers: Bearers, length: int, generic: bool) -> bool:
    """Tell whether a name could as well be a part of a shop's or a village's name."""
    return length < FULL_NAME or generic or bearers[0][1] is not NameKind.OFFICIAL


def _inside(bearers: Bearers, around: set[int], before: Bearers, gazetteer: Gazetteer) -> bool:
    """Tell whether one of the places lies in a place mentioned before, and is not one that was just named itself."""
    return any(
        not around.isdisjoint(gazetteer.chain(pair[0])[:-1])
        for pair in bearers
        if not gazetteer.until_years[pair[0]] or pair not in before
    )


def _by_start(occurrence: tuple[int, int, int]) -> tuple[int, int]:
    """Order by beginning, the longest first."""
    return occurrence[0], -occurrence[1]


def _meant_full(text: str, end: int, in_run: bool) -> bool:
    """Tell whether a full name with its level word is meant as a place."""
    if _ANOTHER_WORD.match(text, end):
        return False
    return in_run or not _STREET_FOLLOWS.match(text, end)


def _meant_short(
    text: str,
    end: int,
    bearers: Bearers,
    inside: bool,
    led: bool,
    occurrences: Occurrences,
    gazetteer: Gazetteer,
) -> bool:
    """Tell whether a place is meant, and not a street, a shop, a village or a company named after one.

    ``led``: another place stands before it in the run; ``inside``: this one lies in that.
    """
    if (_STREET_FOLLOWS_DISTRICT if inside else _STREET_FOLLOWS).match(text, end):
        return False
    if bearers[0][1] is NameKind.OFFICIAL or _name_begins(end, occurrences, gazetteer):
        return True
    level = min(gazetteer.levels[place] for place, _ in bearers)
    if level == Level.TOWN and (_COMPANY_FOLLOWS.match(text, end) or _STREET_FOLLOWS_TOWN.match(text, end)):
        return False
    if _TOWN_FOLLOWS.match(text, end) or (level >= Level.DISTRICT and _DEVZONE_FOLLOWS.match(text, end)):
        return False
    if inside:
        return True
    if _COMPANY_FOLLOWS.match(text, end) or (not led and _LONGER_STREET_FOLLOWS.match(text, end)):
        return False
    return led or _is_town_name(bearers, gazetteer) or bool(_ADDRESS_GOES_ON.match(text, end))


def _is_town_name(bearers: Bearers, gazetteer: Gazetteer) -> bool:
    """Tell whether people say the short name for a city (杭州, 义乌); 柯桥 alone may be a market, 金沙 an estate."""
    return any(gazetteer.levels[p] == Level.CITY or gazetteer.names[p].endswith("市") for p, _ in bearers)


def _mention(text: str, start: int, end: int, bearers: Bearers, strength: float) -> Mention:
    """Return the mention, reaching over a level word that the dictionary does not join to this name (浦东区)."""
    if bearers[0][1] is not NameKind.OFFICIAL and (word := _LEVEL_CHAR.match(text, end)):
        return Mention(start, word.end(), bearers, (), 0.1, strength)
    return Mention(start, end, bearers, (), 0.0, strength)
