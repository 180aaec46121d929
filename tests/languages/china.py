"""Components as the engine would make them from a stretch that the Chinese grammar has read."""

from addrcheck.languages.chinese.parts import parse_parts
from addrcheck.model import OFFICIAL_ORDER, Component


def components(text, places=""):
    """Return the parts of ``text`` as components, behind ``places`` ("region/city/district", a code behind @)."""
    found = []
    for kind, place in zip(("region", "city", "district"), places.split("/"), strict=False):
        name, _, code = place.partition("@")
        if name:
            found.append(Component(kind, None, None, name, code or None, "given"))
    for part in parse_parts(text):
        typed = text[part.start : part.end]
        found.append(Component(part.type, typed, (part.start, part.end), part.value, None, "unverified"))
    found.sort(key=lambda c: (OFFICIAL_ORDER[c.type], c.span or (-1, -1)))
    return tuple(found)
