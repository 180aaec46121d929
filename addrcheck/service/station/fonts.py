"""The font of printed labels: one that has Chinese and Cyrillic, named in a setting or found on this machine.

No font comes with addrcheck: those with all Chinese characters are larger than the rest of it.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from addrcheck.errors import SettingsError

HELP = (
    "No font with Chinese characters was found for labels. On Debian: apt-get install fonts-noto-cjk; "
    "or name one with ADDRCHECK_LABEL_FONT=/path/to/font.ttf."
)

_WANTED = ("Noto Sans CJK SC:bold", "Source Han Sans SC:bold", "sans-serif:bold:lang=zh-cn")
_ELSEWHERE = (
    ("/System/Library/Fonts/PingFang.ttc", 0),
    ("/System/Library/Fonts/STHeiti Medium.ttc", 0),
    ("/Library/Fonts/Arial Unicode.ttf", 0),
    ("C:/Windows/Fonts/msyhbd.ttc", 0),
    ("C:/Windows/Fonts/simhei.ttf", 0),
)
_SAMPLE = "浙江收龘路Жё№"


class Font(Struct, frozen=True):
    """A font: its file, and which of the fonts in it."""

    path: str
    index: int = 0


@lru_cache(maxsize=4)
def find_font(named: str = "") -> Font:
    """Return the font ``named`` (a path, with ``:2`` behind it for the third of a collection), else one of this machine.

    Raises ``SettingsError`` where there is none.
    """
    if named:
        path, _, index = named.rpartition(":")
        font = Font(path, int(index)) if path and index.isdecimal() else Font(named)
        if not Path(font.path).is_file():
            raise SettingsError(f"ADDRCHECK_LABEL_FONT names {font.path}, which is no file")
        return font
    found = [
        font
        for font in (*map(_matched, _WANTED), *(Font(*one) for one in _ELSEWHERE))
        if font and _fits(font)
    ]
    if not found:
        raise SettingsError(HELP)
    return found[0]


def _matched(pattern: str) -> Font | None:
    """Return what fontconfig has for a pattern, None where there is no fontconfig."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    command = [program, "-f", "%{file}\t%{index}", pattern]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout
    path, _, index = answer.partition("\t")
    return Font(path, int(index) & 0xFFFF) if path and index.isdecimal() else None


def _fits(font: Font) -> bool:
    """Tell whether a font has what labels need."""
    from fontTools.ttLib import TTFont, TTLibError

    if not Path(font.path).is_file():
        return False
    try:
        with TTFont(font.path, fontNumber=font.index, lazy=True) as opened:
            known = opened.getBestCmap() or {}
    except (TTLibError, OSError):
        return False
    return all(ord(char) in known for char in _SAMPLE)
