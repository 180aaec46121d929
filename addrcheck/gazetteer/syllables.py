"""The syllables of Chinese in three spellings: pinyin, Palladius (Russian) and Wade–Giles (old English).

A syllable is an initial and a final; a spelling is a rule for each, and a few exceptions. The Palladius
rules give what the Unicode CLDR transform ``zh_Latn_PINYIN-ru`` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

_SYLLABLES = """
    - a ai an ang ao e ei en eng er o ou
    b a ai an ang ao ei en eng i ian iao ie in ing o u
    p a ai an ang ao ei en eng i ian iao ie in ing o ou u
    m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
    f a an ang ei en eng o ou u
    d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
    t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
    n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe
    l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe
    g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
    k a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
    h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
    j i ia ian iang iao ie in ing iong iu ü üan üe ün
    q i ia ian iang iao ie in ing iong iu ü üan üe ün
    x i ia ian iang iao ie in ing iong iu ü üan üe ün
    zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
    ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
    sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
    r an ang ao e en eng i ong ou u ua uan ui un uo
    z a ai an ang ao e ei en eng i ong ou u uan ui un uo
    c a ai an ang ao e en eng i ong ou u uan ui un uo
    s a ai an ang ao e en eng i ong ou u uan ui un uo
    y a an ang ao e i in ing o ong ou u uan ue un
    w a ai an ang ei en eng o u
"""


def _pairs(table: str) -> dict[str, str]:
    """Return the pairs of a table written "a=b c=d"."""
    return dict(pair.split("=") for pair in table.split())


_CYRILLIC_INITIALS = _pairs(
    "-= b=б p=п m=м f=ф d=д t=т n=н l=л g=г k=к h=х j=цз q=ц x=с zh=чж ch=ч sh=ш r=ж z=цз c=ц s=с"
)
_CYRILLIC_FINALS = _pairs("""
    a=а ai=ай an=ань ang=ан ao=ао e=э ei=эй en=энь eng=эн er=эр o=о ou=оу i=и ia=я ian=янь iang=ян iao=яо ie=е
    in=инь ing=ин iong=юн iu=ю ong=ун u=у ua=уа uai=уай uan=уань uang=уан ui=уй un=унь uo=о ü=юй üan=юань üe=юэ
    ün=юнь
""")
_CYRILLIC_WHOLE = _pairs("""
    hui=хуэй nüe=нюэ lüe=люэ ya=я yan=янь yang=ян yao=яо ye=е yi=и yin=инь ying=ин yo=ио yong=юн you=ю yu=юй
    yuan=юань yue=юэ yun=юнь wa=ва wai=вай wan=вань wang=ван wei=вэй wen=вэнь weng=вэн wo=во wu=у
""")
_HISSING = frozenset(("z", "c", "s"))

_GILES_INITIALS = _pairs("b=p d=t g=k j=ch q=ch x=hs zh=ch r=j z=ts c=ts")
_GILES_FINALS = _pairs("ian=ien ie=ieh ong=ung üan=uan üe=ueh ün=un ü=u")
_GILES_WHOLE = _pairs("""
    zi=tzu ci=tzu si=ssu zhi=chih chi=chih shi=shih ri=jih er=erh yan=yen ye=yeh yi=i yong=yung you=yu yue=yueh
    ge=ko ke=ko he=ho gui=kuei kui=kuei duo=to tuo=to luo=lo nuo=no zuo=tso cuo=tso suo=so zhuo=cho chuo=cho ruo=jo
""")


def _parts() -> Iterator[tuple[str, str]]:
    """Yield every syllable as (initial, final)."""
    for line in _SYLLABLES.split("\n"):
        initial, *finals = line.split() or ("",)
        for final in finals:
            yield initial, final


def _pinyin(initial: str, final: str) -> str:
    """Return a syllable as pinyin writes it without marks: ü is u after j, q, x and behind n and l, too."""
    return ("" if initial == "-" else initial) + final.replace("ü", "v" if initial in ("n", "l") else "u")


def _cyrillic(initial: str, final: str) -> str:
    """Return a syllable by the rules of Palladius."""
    name = ("" if initial == "-" else initial) + final
    if name in _CYRILLIC_WHOLE:
        return _CYRILLIC_WHOLE[name]
    if initial in _HISSING and final == "i":
        return _CYRILLIC_INITIALS[initial] + "ы"
    return _CYRILLIC_INITIALS[initial] + _CYRILLIC_FINALS[final]


def _giles(initial: str, final: str) -> str:
    """Return a syllable in the spelling of Wade and Giles, without its apostrophes."""
    name = ("" if initial == "-" else initial) + final
    if name in _GILES_WHOLE:
        return _GILES_WHOLE[name]
    return _GILES_INITIALS.get(initial, "" if initial == "-" else initial) + _GILES_FINALS.get(final, final)


@lru_cache(maxsize=1)
def cyrillic_syllables() -> dict[str, str]:
    """Return pinyin syllable → Palladius, for every syllable (nü and lü stand as nv and lv)."""
    return {_pinyin(*parts): _cyrillic(*parts) for parts in _parts()}


@lru_cache(maxsize=1)
def giles_syllables() -> dict[str, str]:
    """Return pinyin syllable → Wade–Giles."""
    return {_pinyin(*parts): _giles(*parts) for parts in _parts()}


def to_cyrillic(syllables: Iterable[str]) -> str:
    """Return pinyin syllables in Russian letters, without the ъ that keeps syllables apart.

    >>> to_cyrillic(["shu", "lin", "zhao"]), to_cyrillic(["xi", "an"]), to_cyrillic(["hui", "zhou"])
    ('шулиньчжао', 'сиань', 'хуэйчжоу')
    """
    table = cyrillic_syllables()
    return "".join(table.get(s, "") for s in syllables)


@lru_cache(maxsize=1)
def _latin_of_cyrillic() -> dict[str, str]:
    """Return Palladius → pinyin; yo (ио) gives way to what is usual."""
    return {cyrillic: latin for latin, cyrillic in cyrillic_syllables().items()}


@lru_cache(maxsize=2048)
def to_latin(word: str) -> tuple[str, ...]:
    """Return the pinyin syllables of a word in Russian letters, or nothing where it is no Palladius.

    >>> to_latin("синьюань"), to_latin("чанъань"), to_latin("тверская")
    (('xin', 'yuan'), ('chang', 'an'), ())
    """
    table, length = _latin_of_cyrillic(), len(word)
    best: list[tuple[str, ...] | None] = [None] * length + [()]
    for start in range(length - 1, -1, -1):
        if word[start] == "ъ":
            best[start] = best[start + 1]
            continue
        for end in range(min(length, start + 6), start, -1):
            rest, syllable = best[end], table.get(word[start:end])
            if (
                rest is not None
                and syllable
                and (best[start] is None or len(rest) < len(best[start] or ()) - 1)
            ):
                best[start] = (syllable, *rest)
    return best[0] or ()
