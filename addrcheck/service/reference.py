"""The description of the API as a person reads it: what the page ``/api`` shows of each door and each type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

Schema = Mapping[str, Any]

_CODE = re.compile(r"`+([^`]+)`+")
_MULTIPLE = re.compile(r"\s+")


class Word(Struct, frozen=True):
    """A stretch of a text: plain, or ``code``, or the name of a type that ``link`` describes."""

    text: str
    code: bool = False
    link: str | None = None


class Entry(Struct, frozen=True):
    """A parameter, a field of a body or of a type."""

    name: str
    type: tuple[Word, ...]
    required: bool
    meaning: tuple[Word, ...]
    default: object = None


class Body(Struct, frozen=True):
    """What may come in a body, by its media type."""

    media: str
    entries: tuple[Entry, ...]


class Described(Struct, frozen=True):
    """One method of one path."""

    method: str
    path: str
    anchor: str
    summary: str
    scope: str | None
    parameters: tuple[Entry, ...]
    bodies: tuple[Body, ...]
    answer: tuple[Word, ...]
    statuses: tuple[str, ...]
    lacks: str | None


class Kind(Struct, frozen=True):
    """A type of the answers or the bodies."""

    name: str
    meaning: tuple[Word, ...]
    entries: tuple[Entry, ...]


def entries_of(api: Schema) -> tuple[Described, ...]:
    """Return the doors in their order."""
    types = api["components"]["schemas"]
    return tuple(
        _described(path, method, door, types)
        for path, methods in api["paths"].items()
        for method, door in methods.items()
    )


def kinds_of(api: Schema) -> tuple[Kind, ...]:
    """Return the types in their order."""
    types = api["components"]["schemas"]
    return tuple(
        Kind(name, worded(schema.get("description", "")), _entries(schema)) for name, schema in types.items()
    )


def statuses_of(api: Schema) -> dict[str, tuple[Word, ...]]:
    """Return what each status means that is not the answer of a single door."""
    told: dict[str, tuple[Word, ...]] = {}
    for methods in api["paths"].values():
        for door in methods.values():
            for status, answer in door["responses"].items():
                if status[0] != "2" and status != "404":
                    told.setdefault(status, worded(answer["description"]))
    return dict(sorted(told.items()))


def worded(text: str) -> tuple[Word, ...]:
    """Return a text with what stands in backticks as code.

    >>> [(word.text, word.code) for word in worded("one with the scope `check`.")]
    [('one with the scope ', False), ('check', True), ('.', False)]
    """
    pieces = _CODE.split(_MULTIPLE.sub(" ", text).strip())
    return tuple(Word(piece, code=bool(i % 2)) for i, piece in enumerate(pieces) if piece)


def _described(path: str, method: str, door: Schema, types: Schema) -> Described:
    """Return one method of one path."""
    bodies = door.get("requestBody", {}).get("content", {})
    good = next(answer for status, answer in door["responses"].items() if status[0] == "2")
    media, answer = next(iter(good.get("content", {"": {"schema": {}}}).items()))
    scope = _CODE.search(door.get("description", ""))
    lacks = door["responses"].get("404")
    return Described(
        method.upper(),
        path,
        door["operationId"],
        door["summary"],
        scope[1] if scope else None,
        tuple(_parameter(one) for one in door["parameters"]),
        tuple(Body(kind, _entries(_resolved(body["schema"], types))) for kind, body in bodies.items()),
        typed(answer["schema"]) if "$ref" in answer["schema"] else (Word(media, code=True),) if media else (),
        tuple(status for status in door["responses"] if status[0] != "2"),
        lacks["description"] if lacks else None,
    )


def _parameter(one: Schema) -> Entry:
    """Return a parameter of a URL."""
    schema = one["schema"]
    meaning = worded(one.get("description", ""))
    return Entry(one["name"], typed(schema), one["required"], meaning, schema.get("default"))


def _entries(schema: Schema) -> tuple[Entry, ...]:
    """Return the fields of an object."""
    required = schema.get("required", ())
    return tuple(
        Entry(name, typed(one), name in required, _meaning(one), one.get("default"))
        for name, one in schema.get("properties", {}).items()
    )


def _meaning(schema: Schema) -> tuple[Word, ...]:
    """Return what is told of a field, beside its type or inside it."""
    told = (one["description"] for one in (schema, *schema.get("anyOf", ())) if "description" in one)
    return worded(next(told, ""))


def _resolved(schema: Schema, types: Schema) -> Schema:
    """Return a schema that may be given by its name."""
    found: Schema = types[_name(schema)] if "$ref" in schema else schema
    return found


def typed(schema: Schema) -> tuple[Word, ...]:
    """Return a type as one says it.

    >>> "".join(word.text for word in typed({"anyOf": [{"type": "array", "items": {"$ref": "#/x/Issue"}}, {"type": "null"}]}))
    'array of Issue or null'
    """
    return tuple(_typed(schema))


def _typed(schema: Schema) -> Iterator[Word]:
    """Yield the words of a type."""
    if "$ref" in schema:
        yield Word(_name(schema), link=_name(schema))
    elif "anyOf" in schema:
        yield from _joined([typed(option) for option in schema["anyOf"]])
    elif "enum" in schema:
        yield Word(" · ".join(map(str, schema["enum"])))
    elif "prefixItems" in schema:
        yield Word(f"{len(schema['prefixItems'])} × ")
        yield from _typed(schema["prefixItems"][0])
    elif schema.get("type") == "array":
        yield Word("array of ")
        yield from _typed(schema["items"])
    else:
        yield Word(schema.get("format") or schema.get("type") or schema.get("title", "any"))


def _joined(options: Sequence[tuple[Word, ...]]) -> Iterator[Word]:
    """Yield types to choose from."""
    for i, option in enumerate(options):
        if i:
            yield Word(" or ")
        yield from option


def _name(schema: Schema) -> str:
    name: str = schema["$ref"].rpartition("/")[2]
    return name
