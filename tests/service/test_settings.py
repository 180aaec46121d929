"""The settings of the service: each is documented, each is refused where it makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from addrcheck.errors import SettingsError
from addrcheck.settings import ServiceSettings, Settings, make_state

DOCS = (Path(__file__).parents[2] / "docs" / "service.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ServiceSettings.__struct_fields__)
def test_every_setting_is_documented_with_its_default(name):
    row = next(line for line in DOCS.split("\n") if line.startswith(f"| `ADDRCHECK_{name.upper()}`"))
    default = getattr(ServiceSettings(), name)
    if type(default) is int:
        assert row.endswith(f"| {default} |")


def test_settings_come_from_the_environment(tmp_path):
    given = {
        "ADDRCHECK_STATE": str(tmp_path),
        "ADDRCHECK_KEYS": "required",
        "ADDRCHECK_RATE": "0",
        "ADDRCHECK_PROXIES": "2",
    }
    service = Settings.from_environment(given).service
    assert (service.state, service.keys, service.rate, service.proxies, service.max_text) == (
        tmp_path,
        True,
        0,
        2,
        1000,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("KEYS", "yes"), ("RATE", "-1"), ("MAX_TEXT", "0"), ("WORKERS", "many"), ("BURST", "1.5")],
)
def test_a_setting_that_makes_no_sense_is_refused(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({f"ADDRCHECK_{name}": value})


def test_who_has_no_home_keeps_nothing_unless_told_where(monkeypatch):
    """As systemd's DynamicUser and numbers that no account has; the package can be imported and used all the same."""
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda number: {}[number])
    settings = Settings.from_environment({})
    assert settings.cache == Path("/nonexistent/.cache/addrcheck")
    assert settings.service.state == Path("/nonexistent/.local/state/addrcheck")


@pytest.mark.parametrize("kept", ["file", "file/below", "locked"])
def test_a_folder_that_cannot_keep_anything_is_told_with_what_to_do(tmp_path, monkeypatch, kept):
    (tmp_path / "file").touch()
    (tmp_path / "locked").mkdir()
    monkeypatch.setattr("os.access", lambda folder, mode: False)  # root may write everywhere
    with pytest.raises(SettingsError, match="ADDRCHECK_STATE"):
        make_state(tmp_path / kept)
