"""Whether a parcel may go by itself or a hand must look first: a question of cost.

A parcel goes by itself only if what a mis-sort costs, times its chance, is less than what a hand costs. A
mis-sort into a remote area loses a whole day; where a second wave leaves the same day, only hours.
"""

from __future__ import annotations

from addrcheck.settings import Costs
from addrcheck.zones.model import DeliveryZone, Lane

COURIER = 3
"""The depth from which a code tells who delivers; one that ends at the hub or the outlet leaves that to a hand."""


def threshold(zone: DeliveryZone, costs: Costs) -> float:
    """Return the confidence that a zone asks for.

    >>> threshold(DeliveryZone("Z"), Costs()), threshold(DeliveryZone("Z", remote=True), Costs())
    (0.9, 0.97)
    """
    if zone.remote:
        mis_sort = costs.mis_sort_remote
    else:
        mis_sort = costs.mis_sort_second_wave if zone.second_wave else costs.mis_sort
    return round(max(0.0, 1 - costs.hand / mis_sort), 4) if mis_sort > 0 else 0.0


def lane(confidence: float, zone: DeliveryZone, costs: Costs) -> Lane:
    """Return ``auto`` where a courier is known and a mis-sort would cost less than a hand, on average.

    >>> lane(0.98, DeliveryZone("Z"), Costs()), lane(0.98, DeliveryZone("571-03", ("571", "03")), Costs())
    ('auto', 'manual')
    """
    if zone.lane == "manual" or zone.depth < COURIER:
        return "manual"
    return "auto" if confidence > threshold(zone, costs) else "manual"
