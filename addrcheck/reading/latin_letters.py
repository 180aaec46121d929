"""What Latin letters can stand for in a Russian word, and which Russian word they most likely spell.

Every convention at once: kh, h and x are х, and x is also кс; y is ы, й, и or ий. Where no dictionary knows
the word, ``respell`` chooses the letters that follow each other as in Russian names; ``distance`` tells how
well a known word agrees with what was typed.
"""

from __future__ import annotations

from addrcheck.gazetteer.letters import LetterModel

_CHOICES = (
    """
a а | b б | d д | f ф | g г | k к | l л | m м | n н | o о | p п | r р | s с ц:4 | t т | u у ю:4 | v в | z з
e е э:0.5 | i и й:1.5 ы:4 ий:3 | y ы й и:4 ий:2 ый:2 | j й ж:3 дж:4 и:4 | c ц:1 к:3 с:5 | h х:1 | x кс:1 х:2 | w в:1 | q к:1
ch ч х:6 ш:6 | kh х | zh ж | sh ш щ:3 | shch щ | sch щ:0.5 сч:1 | shh щ | sc щ:3 | tch ч:2 | ts ц тс | tc ц | tz ц | cz ц
chtch щ:2 | ck к:1 | ph ф:1 | th т:2 | ou у:3 | eh э:2 | jj й | gu г:4
ya я ья ъя:1 | yu ю ью | ye е ье ъе:1 | yo е ье:1 | yi ый ьи
ja я ья ъя:1 | ju ю ью | je е ье | jo е ье:1 йо:2
ia ия я ья | iu ию ю ью | ie ие ье е:2 ъ:3 | io ио е:2 йо:2
iy ий ый:5 | ij ий ый:5 | ii ий ый:5 | yy ый | yj ый | iou ю:3
' ь | '' ъ | y' ы | e' э
""".replace("\n", "|")
    + '" ъ'
)

_SOFTENED = frozenset("бвгджзклмнпрстфхчшщ")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_VOWELS = frozenset("aeiouyj")
_BEAM = 10  # ways of writing the word so far that are followed further
_LONGEST = 5


def _read_choices(table: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return Latin letters → what they stand for, each with what the choice costs (nats)."""
    found = {}
    for entry in table.split("|"):
        latin, *choices = entry.split() or [""]
        if latin:
            pairs = (choice.partition(":") for choice in choices)
            found[latin] = tuple((letters, float(cost or 0)) for letters, _, cost in pairs)
    return found


CHOICES = _read_choices(_CHOICES)


def _softened(choices: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """Return choices, each that ends in a consonant also with the soft sign that most conventions leave out."""
    soft = ((f"{letters}ь", cost) for letters, cost in choices if letters[-1] in _SOFTENED)
    return (*choices, *soft)


_WITH_SOFT_SIGN = {latin: _softened(choices) for latin, choices in CHOICES.items()}


def respell(word: str, model: LetterModel) -> str:
    """Return the likeliest Russian spelling of a plain Latin word; a character that is no letter is left out.

    A word without a vowel is an abbreviation and takes no soft signs.

    >>> from addrcheck.gazetteer.letters import letter_table
    >>> model = LetterModel(letter_table({"школьная": 3.0, "новая": 2.0, "вольная": 2.0}))
    >>> respell("shkolnaya", model)
    'школьная'
    """
    choices = _WITH_SOFT_SIGN if _VOWELS.intersection(word) else CHOICES
    ways: list[dict[tuple[int, int], tuple[float, str]]] = [{} for _ in range(len(word) + 1)]
    ways[0][0, 0] = (0.0, "")
    for at in range(len(word)):
        for state, (cost, written) in sorted(ways[at].items(), key=lambda way: way[1])[:_BEAM]:
            if word[at] not in CHOICES:
                _keep(ways[at + 1], state, cost, written)
            for length in range(1, _LONGEST + 1):
                for letters, price in (
                    choices.get(word[at : at + length], ()) if at + length <= len(word) else ()
                ):
                    more, after = model.extended(state, letters)
                    _keep(ways[at + length], after, cost + price + more, written + letters)
    ends = ((cost + model.extended(state, " ")[0], written) for state, (cost, written) in ways[-1].items())
    return min(ends, default=(0.0, ""))[1]


def _keep(
    ways: dict[tuple[int, int], tuple[float, str]], state: tuple[int, int], cost: float, written: str
) -> None:
    """Remember the cheapest way to a state."""
    if state not in ways or ways[state][0] > cost:
        ways[state] = (cost, written)


def distance(word: str, russian: str) -> float:
    """Return what it costs to read a plain Latin word as a Russian one; infinite where letters contradict.

    A soft or hard sign that was left out and a letter written once or twice cost little.

    >>> distance("tver", "тверь") < distance("orel", "орел") + 1, distance("tver", "тула")
    (True, inf)
    """
    reached: list[dict[int, float]] = [{} for _ in range(len(word) + 1)]
    reached[0][0] = 0.0
    for at, ends in enumerate(reached):
        for end in sorted(ends):
            cost = ends[end]
            if russian[end : end + 1] in ("ь", "ъ") and end < len(russian):
                _reach(ends, end + 1, cost + 0.1)
            elif end and russian[end : end + 1] == russian[end - 1]:
                _reach(ends, end + 1, cost + 1.0)
        for end, cost in tuple(ends.items()):
            if at < len(word) and (word[at] not in _LETTERS or word[at] == word[at - 1]):
                _reach(reached[at + 1], end, cost + (1.0 if word[at] not in _LETTERS else 3.0))
            for length in range(1, min(_LONGEST, len(word) - at) + 1):
                for letters, price in CHOICES.get(word[at : at + length], ()):
                    if russian.startswith(letters, end):
                        _reach(reached[at + length], end + len(letters), cost + price)
    return reached[-1].get(len(russian), float("inf"))


def _reach(ends: dict[int, float], end: int, cost: float) -> None:
    """Remember the cheapest way to have read the first ``end`` Russian letters."""
    if cost < ends.get(end, float("inf")):
        ends[end] = cost
