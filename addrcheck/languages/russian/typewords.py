"""What a type word means where it stands: "д." before a digit is дом, before a name деревня."""

from __future__ import annotations

from addrcheck.languages.russian.elements import Element
from addrcheck.languages.russian.house import CHUNKS
from addrcheck.languages.russian.line import NUMBER, ORDINAL, POSTCODE, Line
from addrcheck.languages.russian.names import ADJECTIVAL

_RANK_WORDS = """
    им имени академика акад маршала марш генерала ген адмирала адм героя капитана лейтенанта полковника майора сержанта
    профессора проф композитора писателя поэта художника конструктора авиаконструктора архитектора космонавта летчика
    братьев комиссара комдива комбрига матроса доктора святого княгини князя
"""
RANKS = frozenset(_RANK_WORDS.split())
"""Words after which a single letter is an initial."""

_COUNTED_WORDS = """
    лет года год г-да летия летие марта мая октября ноября декабря января февраля апреля июня июля августа сентября
    съезда партсъезда пятилетки армии дивизии гвардейской гвардейского интернационала бригады полка стрелковой
    танковой дивизиона конной отдельной километр км
"""
_AFTER_NUMBER = frozenset(_COUNTED_WORDS.split())
"""Words before which a number is part of the name: 50 лет Октября, 8 Марта, 1905 года."""

_BY_NUMBER = ("floor", "entrance")
_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"))


_DIGITS = {"number": NUMBER, "ordinal": ORDINAL, "postcode": POSTCODE, "name": None}


def tag_words(line: Line) -> None:
    """Set ``line.tags``: numbers, ordinals, postcodes, type words; None for words of a name."""
    words, tags, known = line.words, line.tags, line.elements.words
    pending: list[tuple[int, tuple[Element, ...]]] = []
    for i, word in enumerate(words):
        if word[0].isdigit():
            tags[i] = _DIGITS[CHUNKS[word].kind]
        elif word in known:
            options = known[word]
            pending.append((i, options))
            tags[i] = options[0]  # so that a neighbour sees a type word; the loop below decides
        elif word in _AFTER_NUMBER and i and tags[i - 1] is NUMBER and line.gaps[i] < 2:
            tags[i - 1] = ORDINAL  # 8 Марта, 50 лет Октября
    if "-" in line.glue and _is_numbered_name(line):
        tags[line.glue.index("-")] = ORDINAL
    for i, options in pending:
        tags[i] = _meaning(line, i, options)
    _free_names(line)


def _is_numbered_name(line: Line) -> bool:
    """Tell whether the one number of the line belongs to a village: "Горки-2, Одинцовский р-н"."""
    if line.tags.count(NUMBER) != 1:
        return False
    i = line.glue.index("-")
    if line.tags[i] is not NUMBER or line.gaps[i + 1] < 2 or line.words[i - 1] in line.elements.words:
        return False
    known = line.elements.words
    later = [option for word in line.words[i + 1 :] for option in known.get(word, ())[:1]]
    earlier = [option for word in line.words[:i] for option in known.get(word, ())[:1]]
    if any(option.group == "street" for option in earlier):
        return False
    return any(o.type in ("area", "region") for o in later) or any(o.type == "area" for o in earlier)


def _free_names(line: Line) -> None:
    """Give back to the names of the dictionary the numbers and type words inside them: Заречная Слобода."""
    for first, hits in line.hits.items():
        last = hits[-1][0]
        if last - first < 2:
            continue
        for i in range(first, last):
            tag = line.tags[i]
            if tag is NUMBER:
                line.tags[i] = ORDINAL
            elif i > first and tag is not None and tag.group == "place" and line.words[i] == tag.kind:
                line.tags[i] = None


def _meaning(line: Line, i: int, options: tuple[Element, ...]) -> Element | None:
    """Return what type word ``i`` means here, or None where it is part of a name."""
    single = len(line.words[i]) == 1
    if single and _is_initial(line, i):
        return None
    numbered = _has_number(line, i)
    named: Element | None = None
    for option in options:
        if option.group == "locator":
            if numbered or (option.type in _BY_NUMBER and _number_before(line, i)):
                return option
        elif named is None or _fits_better(line, i, option, named):
            named = option
    if named is None:
        # "ул. Ленина, дом" lacks its number; "дом культуры" is a name
        return None if single or _has_name(line, i) else options[0]
    if single or (len(options) > 1 and named.group != "street"):
        return named if _has_name(line, i) else None
    return named


def _fits_better(line: Line, i: int, option: Element, other: Element) -> bool:
    """Tell which of two places is meant: behind an adjective "г.п." is поселение, before a name посёлок."""
    if option.side == other.side or "after" not in (option.side, other.side):
        return False
    behind = (
        i > 0 and line.gaps[i] < 2 and line.tags[i - 1] is None and line.words[i - 1].endswith(ADJECTIVAL)
    )
    return behind == (option.side == "after")


def _is_initial(line: Line, i: int) -> bool:
    """Tell whether the single letter ``i`` is somebody's initial: ул. А.С. Пушкина, ул г титова."""
    after = line.tag(i + 1)
    if line.gaps[i + 1] == 2 or after is NUMBER or (after is not None and len(line.words[i + 1]) > 1):
        return False
    if i == 0 or line.gaps[i] == 2:
        return False
    before = line.tags[i - 1]
    if before is None:
        word = line.words[i - 1]
        return word in RANKS or (len(word) == 1 and line.glue[i] in (".", ". "))
    return before.group == "street"


def _has_number(line: Line, i: int) -> bool:
    """Tell whether a number, a letter of its own or a Roman number follows type word ``i``."""
    after = i + 1
    if after >= len(line.words):
        return False
    word = line.words[after]
    tag = line.tags[after]
    if tag is NUMBER:
        return True
    if line.gaps[after] == 2:
        return False
    if word in _ROMAN:
        return True
    if len(word) != 1:
        return word in ("б/н", "бн") or (tag is not None and tag.type == "house" and _has_number(line, after))
    # "стр. Б", "лит а": a letter that nothing follows in this field but further numbers
    beyond = after + 1
    return line.gaps[beyond] == 2 or line.tags[beyond] is not None or '"' in line.glue[after]


def _number_before(line: Line, i: int) -> bool:
    """Tell whether a number stands before type word ``i``: "4 этаж", "2-й подъезд"."""
    return i > 0 and line.gaps[i] < 2 and line.tags[i - 1] in (NUMBER, ORDINAL)


def _has_name(line: Line, i: int) -> bool:
    """Tell whether type word ``i`` stands beside a word that can be its name."""
    tags, gaps = line.tags, line.gaps
    after = i + 1
    if after < len(tags) and gaps[after] < 2:
        tag = tags[after]
        if tag is None or tag is ORDINAL:
            return True
        if tag.group in ("place", "other") and after in line.hits:
            return True
    if i > 0 and tags[i - 1] is None and (gaps[i] < 2 or gaps[after] == 2):
        return gaps[after] == 2 or (after < len(tags) and tags[after] is not None)
    return False
