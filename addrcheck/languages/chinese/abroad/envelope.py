"""How an address from abroad stands on an envelope: the places in Chinese, the rest in its own letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from addrcheck.languages.chinese import latin
from addrcheck.languages.chinese.envelope import with_unit
from addrcheck.languages.chinese.layout import in_official_order
from addrcheck.model import Component

_LETTER = re.compile(r"[A-Za-z\u0400-\u04ff]")


def local_form(components: Sequence[Component]) -> str:
    """Write the address from the region down to the room; letters are kept apart by a space.

    A postcode is left out, as in Chinese.
    """
    text = ""
    for component in in_official_order(components):
        piece = with_unit(component)
        if text and _needs_space(text, piece):
            text += " "
        text += piece
    return text


def _needs_space(before: str, after: str) -> bool:
    """Tell whether two pieces would run together: 西湖区 Wensan Road 100号."""
    named = len(_LETTER.findall(after)) > 1
    return named or (len(before) > 1 and bool(_LETTER.match(before[-1])) and bool(_LETTER.match(before[-2])))


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in Latin letters."""
    return latin.latin_form(components, latin_name)
