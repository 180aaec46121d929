"""Roads and estates in Latin or Russian letters between Chinese places and numbers: 西湖区 Wensan Road 100号.

That is how ``envelope.local_form`` writes what no dictionary can turn back into characters, so it must read
the same again; people write so, too.
"""

from __future__ import annotations

import re

from addrcheck.languages.chinese.abroad.parts import parts_of
from addrcheck.languages.chinese.abroad.phrases import phrases_of
from addrcheck.languages.chinese.abroad.tokens import itemise
from addrcheck.model import Part

_LATIN = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
_NAME = re.compile(f"[\u0400-\u04ff]{{2}}|{_LATIN}{{3}}.*?(?:[0-9]|[ ,.-]{_LATIN}{{2}})")
_NO_CHINESE_NAME = re.compile(r"(?:[^\u3400-\u9fff]|号楼|单元|[号幢栋座层楼室房商弄组段])*")


def is_mixed(text: str, start: int, end: int) -> bool:
    """Tell whether names in letters and Chinese unit words, and no Chinese names, stand in ``text[start:end]``.

    >>> is_mixed(" Wensan Road 100号", 0, 17), is_mixed("SOHO现代城3号楼", 0, 11), is_mixed("文三路A座", 0, 5)
    (True, False, False)
    """
    return bool(_NAME.search(text, start, end)) and bool(_NO_CHINESE_NAME.fullmatch(text, start, end))


def parse_mixed(text: str, start: int, end: int) -> list[Part]:
    """Label the parts of ``text[start:end]``.

    >>> [(p.type, p.value) for p in parse_mixed(" Wensan Road 100号2幢301室", 0, 23)]
    [('street', 'Wensan Road'), ('house', '100'), ('building', '2'), ('room', '301')]
    """
    return parts_of(phrases_of(itemise(text, start, end), None), text, ())
