"""One reading for every character of the basic block, for the parts of an address that no dictionary spells.

pypinyin knows phrases but costs a third of a millisecond a call; a table of single readings costs next to
nothing. The readings below are those that polyphones have in the names of roads and estates, where
pypinyin's first reading is another one.

    python -m addrcheck.sources.china_pinyin dictionaries/cn
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from addrcheck.sources.writing import write_table

_IN_NAMES = {
    "长": "chang",  # 长江路, 长安街
    "重": "chong",  # 重庆路
    "都": "du",  # 成都路, 首都
    "行": "hang",  # 闵行, 太行路 and every bank
    "藏": "zang",  # 西藏路
    "陂": "pi",  # 黄陂路
    "翟": "zhai",  # 翟家湾
    "缪": "miao",  # 缪家
    "曾": "zeng",  # 曾家岩
    "查": "zha",  # 查家
    "仇": "qiu",  # 仇家
    "召": "shao",  # 召陵
}
_HEAD = (
    "One pinyin reading for each Chinese character of the basic block (U+4E00 to U+9FFF), without tones.",
    "Source: PyPI pypinyin {version}, MIT; polyphones as names of roads and estates read them by hand.",
    "Made by: python -m addrcheck.sources.china_pinyin",
)


def write_pinyin(folder: Path) -> int:
    """Write ``folder/pinyin.tsv``, one row a syllable; return the number of syllables."""
    from pypinyin import Style, lazy_pinyin

    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character in map(chr, range(0x4E00, 0xA000)):
        syllable = _IN_NAMES.get(character) or lazy_pinyin(character, style=Style.NORMAL, v_to_u=True)[0]
        if syllable != character:  # pypinyin hands back what it cannot read
            by_syllable[syllable].append(character)
    comments = [line.format(version=version("pypinyin")) for line in _HEAD]
    rows = [(syllable, "".join(sorted(characters))) for syllable, characters in by_syllable.items()]
    return write_table(folder / "pinyin.tsv", comments, ("syllable", "characters"), rows)


if __name__ == "__main__":
    write_pinyin(Path(sys.argv[1]))
