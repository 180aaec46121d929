"""How a place is written with what it lies in, so that a person can tell it from its namesakes."""

from __future__ import annotations

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Level


def label(place: int, gazetteer: Gazetteer) -> str:
    """Return a place with what it lies in, as its country writes it: 浙江省杭州市西湖区, Московская область, Химки."""
    labels: dict[int, str] = gazetteer.derived.setdefault("labels", {})  # type: ignore[assignment]
    text = labels.get(place)
    if text is None:
        chain = gazetteer.chain(place)
        joint = "" if gazetteer.country == "CN" else ", "
        text = labels[place] = joint.join(written_name(p, gazetteer) for p in chain)
    return text


def written_name(place: int, gazetteer: Gazetteer) -> str:
    """Return a place as its country writes it, by itself: 西湖区, Московская область."""
    return gazetteer.names[place] if gazetteer.country == "CN" else russian_name(place, gazetteer)


def russian_name(place: int, gazetteer: Gazetteer) -> str:
    """Return a Russian place with its kind on the side where it is written."""
    name, kind = gazetteer.names[place], gazetteer.kinds[place]
    if not kind or (kind in ("город", "городской округ") and gazetteer.levels[place] == Level.REGION):
        return name
    if kind == "город":
        return name
    if kind in name.lower() or gazetteer.levels[place] not in (Level.REGION, Level.AREA, Level.DISTRICT):
        return f"{kind} {name}" if kind not in name.lower() else name
    return f"{name} {kind}" if name.endswith(("ая", "ий", "ый", "ой")) else f"{kind.capitalize()} {name}"


def short_label(place: int, gazetteer: Gazetteer) -> str:
    """Return a name, a Chinese town's with its district: 海曙区高桥镇."""
    chain = gazetteer.chain(place)
    if gazetteer.levels[place] == Level.TOWN and len(chain) > 1:
        return gazetteer.names[chain[-2]] + gazetteer.names[place]
    return gazetteer.names[place]
