"""The doors, one blueprint each."""

from __future__ import annotations

from flask import Blueprint

from addrcheck.service.doors import batch, check, description, reverse, search, status, suggest, zone

BLUEPRINTS: tuple[Blueprint, ...] = (
    check.blueprint,
    batch.blueprint,
    search.blueprint,
    suggest.blueprint,
    reverse.blueprint,
    zone.blueprint,
    status.blueprint,
    description.blueprint,
)
