"""The description of the API: it is valid, and the doors do what it says."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from addrcheck.service.app import create_app


@pytest.fixture(scope="module")
def api(engine):
    """The description as a client reads it."""
    return schemathesis.openapi.from_wsgi("/openapi.json", create_app(engine=engine, quiet=True))


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_the_doors_do_what_the_description_says(api, mode):
    tried = 0
    for found in api.get_all_operations():
        operation = found.ok()

        @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case):
            case.call_and_validate()

        if mode == GenerationMode.POSITIVE or operation.body or len(operation.query):
            check()
            tried += 1
    assert tried >= 7


def test_every_door_is_described(client):
    paths = client.get("/openapi.json").json["paths"]
    rules = {rule.rule for rule in client.application.url_map.iter_rules()}
    assert set(paths) == rules - {"/api", "/styles/<path:name>"}
    assert client.get("/openapi.json").json["openapi"] == "3.1.0"


def test_the_types_are_those_of_the_report(client):
    types = client.get("/openapi.json").json["components"]["schemas"]
    assert "confirm" in types["Report"]["properties"]["action"]["enum"]
    assert {"text", "label", "fields"} <= set(types["Suggestion"]["required"])
    assert types["BatchBody"]["properties"]["items"]["maxItems"] == 100
