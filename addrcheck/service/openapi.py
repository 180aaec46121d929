"""The description of the doors, OpenAPI 3.1, made from the types that requests are checked against."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from addrcheck.fields import ORDER
from addrcheck.service.door import Door
from addrcheck.service.problems import MEDIA_TYPE, Problem
from addrcheck.settings import ServiceSettings
from addrcheck.version import __version__

_REF = "#/components/schemas/{name}"
_ABOUT = (
    "Checks Chinese and Russian delivery addresses. A bad address is an answer, never an error: it gets a report whose "
    "`action` says what to do. New fields may be added in any release; names and meanings stay."
)
_PROBLEMS = {
    "400": "A parameter is wrong; `errors` names it.",
    "401": "A key is needed, or the one sent is unknown.",
    "403": "The key cannot do this, or not from this origin.",
    "413": "The body is too large.",
    "415": "The body is not application/json.",
    "429": "Too many requests; `Retry-After` says when to come back.",
    "500": "A mistake of ours; ask with the number in `X-Request-Id`.",
}
_ONLY_WITH_BODY = ("413", "415")
_ONLY_WITH_KEY = ("401", "403")

Schema = dict[str, Any]


def describe(doors: Iterable[Door], limits: ServiceSettings) -> Schema:
    """Return the whole description."""
    known = list(doors)
    types = [one for door in known for one in (door.answer, door.query, door.body) if one is not None]
    schemas, components = msgspec.json.schema_components([*types, Problem], ref_template=_REF)
    made = iter(schemas)
    paths: dict[str, Schema] = {}
    for door in known:
        answer = next(made)
        query = next(made) if door.query else None
        body = next(made) if door.body else None
        parameters = _parameters(components, query, limits)
        paths.setdefault(door.path, {})[door.method.lower()] = _operation(door, answer, parameters, body)
    for door in known:
        if door.query:
            components.pop(door.query.__name__, None)
    _limit_bodies(components, limits)
    return {
        "openapi": "3.1.0",
        "info": {"title": "addrcheck", "version": __version__, "description": _ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    }  # fmt: skip


def _operation(door: Door, answer: Schema, parameters: list[Schema], body: Schema | None) -> Schema:
    """Return one method of one path."""
    media = door.media.partition(";")[0]
    operation: Schema = {
        "summary": door.summary,
        "operationId": f"{door.method.lower()}{door.path.replace('/', '_').replace('.', '_')}",
        "parameters": parameters,
        "responses": {"200": {"description": "The answer.", "content": {media: {"schema": answer}}}},
    }
    if body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    if door.scope:
        operation["security"] = [{}, {"key": []}]
        operation["description"] = f"Where keys are required: one with the scope `{door.scope}`."
    told = dict(sorted((_PROBLEMS | ({"404": door.lacks} if door.lacks else {})).items()))
    for status, text in told.items():
        if (body or status not in _ONLY_WITH_BODY) and (door.scope or status not in _ONLY_WITH_KEY):
            problem = {"schema": {"$ref": _REF.format(name="Problem")}}
            operation["responses"][status] = {"description": text, "content": {MEDIA_TYPE: problem}}
    return operation


def _parameters(components: dict[str, Schema], query: Schema | None, limits: ServiceSettings) -> list[Schema]:
    """Return the parameters of a URL from the type that they are parsed into."""
    if query is None:
        return []
    made = components[query["$ref"].rpartition("/")[2]]
    parameters = []
    for name, schema in made["properties"].items():
        schema = _without_null(schema)
        if name == "q":
            schema = {**schema, "maxLength": limits.max_text}
        known = {"name": name, "in": "query", "required": name in made.get("required", ()), "schema": schema}
        if "description" in schema:
            known["description"] = schema["description"]
        parameters.append(known)
    return parameters


def _without_null(schema: Schema) -> Schema:
    """Return the schema of a parameter, which is there or not but never null."""
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        schema = options[0]
    elif isinstance(schema.get("enum"), list):
        schema = {**schema, "enum": [value for value in schema["enum"] if value is not None]}
    if "default" in schema and schema["default"] is None:
        schema = {name: value for name, value in schema.items() if name != "default"}
    return schema


def _limit_bodies(components: dict[str, Schema], limits: ServiceSettings) -> None:
    """Note what cannot be told from the types: how much may come, and that ``q`` and ``fields`` exclude each other."""
    check, batch = components["CheckBody"], components["BatchBody"]
    check["properties"]["q"]["maxLength"] = limits.max_text
    check["properties"]["fields"]["propertyNames"] = {"enum": list(ORDER)}
    check["oneOf"] = [{"required": ["q"]}, {"required": ["fields"]}]
    batch["properties"]["items"]["maxItems"] = limits.max_batch
