"""What somebody asks on the page: a text and how to take it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from addrcheck.service.problems import refuse


class Asked(Struct, frozen=True):
    """A text with the choices beside it; ``speak`` is the language of the sentences, by default the page's."""

    text: str = ""
    country: Literal["cn", "ru"] | None = None
    as_of: datetime.date | None = None
    speak: Literal["zh", "ru", "en"] | None = None

    @property
    def chosen(self) -> bool:
        """Whether anything but the text was chosen."""
        return bool(self.country or self.as_of or self.speak)


def asked_of(form: Mapping[str, str]) -> Asked:
    """Return what a form asks; a button may send another text ``instead``. Raises ``RefusedError`` for no such choice.

    Browsers send line ends as two characters; people typed one.
    """
    text = (form.get("instead") or form.get("text", "")).replace("\r\n", "\n")
    choices = {name: form[name] for name in ("country", "as_of", "speak") if form.get(name)}
    try:
        return msgspec.convert({"text": text, **choices}, Asked, strict=False)
    except msgspec.ValidationError:
        raise refuse(None, "invalid", "there is no such country, day or language") from None
