"""The description of the API: it is valid, and the doors do what it says."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection

from addrcheck.service.app import create_app
from addrcheck.service.door import FORM
from addrcheck.wording.pages.api import DOORS

CONFIG = Path(__file__).parents[2] / ".ci" / "schemathesis.toml"
OF_FORMS = [negative_data_rejection]
"""What cannot be asked of forms: a wrong field without a value vanishes when it is written as one."""


@pytest.fixture(scope="module")
def api(engine):
    """The description as a client reads it."""
    return schemathesis.openapi.from_wsgi(
        "/openapi.json", create_app(engine=engine, quiet=True), config=SchemathesisConfig.from_path(CONFIG)
    )


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_the_doors_do_what_the_description_says(api, mode):
    tried = 0
    for found in api.get_all_operations():
        operation = found.ok()

        @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case):
            case.call_and_validate(excluded_checks=OF_FORMS if case.media_type == FORM else [])

        if mode == GenerationMode.POSITIVE or operation.body or len(operation.query):
            check()
            tried += 1
    assert tried >= 7


def test_every_door_is_described(client):
    paths = client.get("/openapi.json").json["paths"]
    rules = {
        rule.rule.replace("<", "{").replace(">", "}") for rule in client.application.url_map.iter_rules()
    }
    assert set(paths) == {rule for rule in rules if rule.startswith("/v1/")} | {"/openapi.json", "/metrics"}
    assert client.get("/openapi.json").json["openapi"] == "3.1.0"


@pytest.mark.parametrize("lang", ["zh", "ru", "en"])
def test_the_page_tells_of_every_door_in_the_readers_language(client, lang):
    page = html.unescape(client.get("/api", headers={"Accept-Language": lang}).text)
    for path, methods in client.get("/openapi.json").json["paths"].items():
        for method, operation in methods.items():
            assert f'id="{operation["operationId"]}"' in page
            said = DOORS.get(f"{method.upper()} {path}")
            assert (said[("zh", "ru", "en").index(lang)] if said else operation["summary"]) in page
    assert "`" not in page
    links = set(re.findall(r'href="#([\w-]+)"', page))
    assert links <= set(re.findall(r'id="([\w-]+)"', page))
    assert "DISTRICT_CORRECTED" in page


def test_the_types_are_those_of_the_report(client):
    types = client.get("/openapi.json").json["components"]["schemas"]
    assert "confirm" in types["Report"]["properties"]["action"]["enum"]
    assert {"text", "label", "fields"} <= set(types["Suggestion"]["required"])
    assert types["BatchBody"]["properties"]["items"]["maxItems"] == 100
