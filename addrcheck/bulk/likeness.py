"""How much a text looks like an address: asked of the checker itself, so that columns can be told by their contents."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from msgspec import structs

from addrcheck.bulk.answers import Answerer, Setup
from addrcheck.bulk.beside import Likeness
from addrcheck.bulk.questions import Question
from addrcheck.bulk.results import CODED
from addrcheck.bulk.worker import Worker

_DOORS = ("street", "village", "quarter", "poi", "house", "building", "room", "pobox")
_OTHERS = ("block", "structure", "unit", "floor")
_ASKED = (*(f"{name}_code" for name in CODED), *_DOORS, *_OTHERS)


def judge_of(setup: Setup, here: bool = False) -> Callable[[list[str]], list[Likeness]]:
    """Return a judge of texts; it works ``here`` or in a process that lasts for one call."""
    plain = structs.replace(setup, columns=",".join(_ASKED), delimiter="", zones=None)

    def judge(texts: list[str]) -> list[Likeness]:
        questions: list[Question] = [(text,) for text in texts]
        if here:
            answers = Answerer(plain).answer_all(questions)
        else:
            with closing(Worker(plain)) as worker:
                answers = worker.ask(questions)
        return [_likeness(answer.cells) for answer in answers]

    return judge


def _likeness(cells: tuple[str, ...]) -> Likeness:
    """Return how much a report speaks of an address: a place with a street or a door most, a place alone half."""
    if not cells:
        return Likeness(0.0)
    found = dict(zip(_ASKED, cells, strict=True))
    places = [name for name in CODED if found[f"{name}_code"]]
    doors = [name for name in _DOORS if found[name]]
    parts = frozenset(name for name in (*_DOORS, *_OTHERS) if found[name])
    if places and doors:
        return Likeness(1.0, parts=parts)
    if places:
        return Likeness(0.5, places[-1])
    return Likeness(0.6 if "street" in doors and len(doors) > 1 else 0.0, parts=parts)
