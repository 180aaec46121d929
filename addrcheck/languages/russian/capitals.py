"""Names typed all in capitals or all in small letters, in the usual spelling."""

from __future__ import annotations

import re

_SMALL = frozenset(("и", "на", "в", "во", "у", "от", "лет", "года", "год", "км", "им"))
_JOINT = re.compile(r"(?<=[^\W\d]) ?- ?(?=[^\W\d])")
_WORD = re.compile(r"[^\W\d]+")


def titled(name: str) -> str:
    """Return a name that is all capitals or all small letters in the usual spelling.

    >>> titled("ВОЛГОГРАДСКИЙ"), titled("50 лет октября"), titled("улофа Пальме")
    ('Волгоградский', '50 лет Октября', 'улофа Пальме')
    """
    name = _JOINT.sub("-", " ".join(name.split()))
    if not (name.islower() or (name.isupper() and len(name) > 3)):
        return name
    return _WORD.sub(_capital, name)


def _capital(match: re.Match[str]) -> str:
    """Return a word of a name with its capital, where it has one."""
    word = match[0].lower()
    return word if word in _SMALL or _after_digit(match.string, match.start()) else word.capitalize()


def _after_digit(name: str, start: int) -> bool:
    """Tell whether the letters at ``start`` belong to an ordinal: 2-я."""
    return name[max(0, start - 2) : start].rstrip("-")[-1:].isdigit()
