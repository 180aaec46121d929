"""The description of the doors, OpenAPI 3.1, made from the types that requests are checked against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from addrcheck.fields import ORDER
from addrcheck.service.door import FORM, JSON, Door
from addrcheck.service.keys import NEVER_OPEN
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
    "415": "The body is of another type.",
    "429": "Too many requests; `Retry-After` says when to come back.",
    "500": "A mistake of ours; ask with the number in `X-Request-Id`.",
    "503": "The database is out of reach; `Retry-After` says when to come back.",
}
_ONLY_WITH_BODY = ("413", "415")
_ONLY_WITH_KEY = ("401", "403")

_MOST_ITEMS = (
    ("BatchBody", "items", "max_batch"),
    ("ScansBody", "scans", "max_batch"),
    ("LabelsBody", "waybills", "max_batch"),
    ("LabelsPdfBody", "waybills", "max_batch"),
    ("ManifestBody", "items", "max_parcels"),
)
"""Which list of which body the settings limit."""

Schema = dict[str, Any]

_BINARY: Schema = {"type": "string", "format": "binary"}
_ANY_FILE: Schema = {"application/octet-stream": {"schema": _BINARY}}


def describe(doors: Iterable[Door], limits: ServiceSettings) -> Schema:
    """Return the whole description."""
    known = list(doors)
    types = [one for door in known for one in _types(door) if one is not None]
    schemas, components = msgspec.json.schema_components([*types, Problem], ref_template=_REF)
    made = iter(schemas)
    paths: dict[str, Schema] = {}
    for door in known:
        answer, query, body, form, upload = (next(made) if one is not None else None for one in _types(door))
        parameters = [*_named(door), *_parameters(components, query or upload, limits)]
        bodies = _bodies(components, body, form or upload) | (_ANY_FILE if upload else {})
        operation = _operation(door, answer or {}, parameters, bodies)
        paths.setdefault(door.template, {})[door.method.lower()] = operation
    for door in known:
        for gone in (door.query, door.form, door.upload):
            if gone:
                components.pop(gone.__name__, None)
    _limit_bodies(components, limits)
    return {
        "openapi": "3.1.0",
        "info": {"title": "addrcheck", "version": __version__, "description": _ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    }  # fmt: skip


def _types(door: Door) -> tuple[object, ...]:
    """Return the types of a door; None where it has none."""
    return door.answer, door.query, door.body, door.form, door.upload


def _bodies(components: dict[str, Schema], body: Schema | None, form: Schema | None) -> Schema:
    """Return what may come in a body, by media type; a form holds a file beside the fields of its type."""
    found: Schema = {JSON: {"schema": body}} if body else {}
    if form:
        fields = components[form["$ref"].rpartition("/")[2]]
        properties = {name: _without_null(schema) for name, schema in fields["properties"].items()}
        file = {"file": {"type": "string", "format": "binary", "description": "The file."}}
        required = ["file", *fields.get("required", ())]
        schema = {
            "type": "object",
            "properties": file | properties,
            "required": required,
            "additionalProperties": False,
        }
        found[FORM] = {"schema": schema}
    return found


def _named(door: Door) -> list[Schema]:
    """Return what the path of a door names."""
    names = re.findall(r"<(\w+)>", door.path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _operation(door: Door, answer: Schema, parameters: list[Schema], bodies: Schema) -> Schema:
    """Return one method of one path."""
    media = door.media.partition(";")[0]
    good: Schema = {"description": "The answer."}
    if door.answer is not None:
        schema = _BINARY if door.answer is bytes else answer
        good["content"] = {media: {"schema": schema}}
    operation: Schema = {
        "summary": door.summary,
        "operationId": door.method.lower() + re.sub(r"[^\w]+", "_", door.path).rstrip("_"),
        "parameters": parameters,
        "responses": {str(door.status): good},
    }
    if bodies:
        operation["requestBody"] = {"required": True, "content": bodies}
    if door.scope:
        always = door.scope in NEVER_OPEN
        operation["security"] = [{"key": []}] if always else [{}, {"key": []}]
        where = "Always with a key" if always else "Where keys are required: one"
        operation["description"] = f"{where} with the scope `{door.scope}`."
    told = _PROBLEMS | ({"404": door.lacks} if door.lacks else {}) | dict(door.others)
    told = dict(sorted(told.items()))
    for status, text in told.items():
        if (bodies or status not in _ONLY_WITH_BODY) and (door.scope or status not in _ONLY_WITH_KEY):
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
    check, suggest = components["CheckBody"], components["SuggestBody"]
    for body in (check, suggest):
        body["properties"]["q"]["maxLength"] = limits.max_text
    for body in (check, suggest, components["ManifestItem"]):
        body["properties"]["fields"]["propertyNames"] = {"enum": list(ORDER)}
    for name, items, most in _MOST_ITEMS:
        components[name]["properties"][items]["maxItems"] = getattr(limits, most)
    check["oneOf"] = [{"required": ["q"]}, {"required": ["fields"]}]
