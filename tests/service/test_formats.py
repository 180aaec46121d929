"""What other programs read is as their makers have written it down: GeocodeJSON, the counters for Prometheus."""

from __future__ import annotations

import jsonschema_rs
import pytest
from prometheus_client.parser import text_string_to_metric_families

NAMES = {"type": "string", "minLength": 1}
GEOCODING_OF_A_PLACE = {
    "type": "object",
    "required": ["type", "label"],
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["house", "street", "locality", "city", "district", "county", "state", "country"]},
        "label": NAMES,
        "accuracy": {"type": "integer", "minimum": 0},
        "admin": {
            "type": "object",
            "propertyNames": {"pattern": "^level([1-9]|10)$"},
            "additionalProperties": NAMES,
        },
        **dict.fromkeys(
            [
                "name",
                "housenumber",
                "street",
                "locality",
                "postcode",
                "city",
                "district",
                "county",
                "state",
                "country",
            ],
            NAMES,
        ),
    },
}
GEOCODE_JSON = {
    "type": "object",
    "required": ["type", "geocoding", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "geocoding": {
            "type": "object",
            "required": ["version", "licence", "attribution", "query"],
            "properties": {"version": {"const": "0.1.0"}, "licence": NAMES, "attribution": NAMES},
        },
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "geometry": {
                        "type": "object",
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": {
                                "prefixItems": [
                                    {"type": "number", "minimum": -180, "maximum": 180},
                                    {"type": "number", "minimum": -90, "maximum": 90},
                                ],
                                "minItems": 2,
                                "maxItems": 2,
                            },
                        },
                    },
                    "properties": {
                        "type": "object",
                        "required": ["geocoding"],
                        "properties": {"geocoding": GEOCODING_OF_A_PLACE},
                    },
                },
            },
        },
    },
}
"""Both name spaces of the specification, draft 0.1.0; nothing of ours stands inside them."""


@pytest.mark.parametrize("text", ["浙江省杭州市西湖区文三路100号2幢301", "朝阳区", "Казань, ул. Баумана, 44", "Кировский район", "上海", "北京市", "Москва", "中山路", "", "???"])  # fmt: skip
def test_search_is_strict_geocodejson(client, text):
    answer = client.get("/v1/search", query_string={"q": text}).json
    jsonschema_rs.validator_for(GEOCODE_JSON).validate(answer)
    assert answer["geocoding"]["query"] == text


def test_the_counters_are_read_by_prometheus_and_name_nobody(client):
    private = "Тайная улица"
    for path in ("/v1/check", "/v1/suggest", f"/{private}"):
        client.get(path, query_string={"q": private})
    client.get("/v1/check")
    text = client.get("/metrics").text
    families = {family.name: family for family in text_string_to_metric_families(text)}
    assert set(families) == {"addrcheck_requests", "addrcheck_request_seconds"}
    assert "Тайная" not in text
    routes = {rule.rule for rule in client.application.url_map.iter_rules()} | {"-"}
    counted = families["addrcheck_requests"].samples
    assert {sample.labels["route"] for sample in counted} <= routes
    assert sum(s.value for s in counted) == 4
    seconds = families["addrcheck_request_seconds"].samples
    whole = {s.labels["route"]: s.value for s in seconds if s.labels.get("le") == "+Inf"}
    assert whole == {s.labels["route"]: s.value for s in seconds if s.name.endswith("_count")}
