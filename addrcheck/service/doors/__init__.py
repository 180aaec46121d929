"""The doors, one blueprint each."""

from __future__ import annotations

from flask import Blueprint

from addrcheck.service.doors import (
    batch,
    bulk,
    check,
    description,
    files,
    form,
    jobs,
    labels,
    login,
    manifests,
    maps,
    reverse,
    scans,
    search,
    shop,
    station,
    status,
    suggest,
    zone,
    zone_versions,
    zones,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    check.blueprint,
    batch.blueprint,
    search.blueprint,
    suggest.blueprint,
    reverse.blueprint,
    zone.blueprint,
    jobs.blueprint,
    bulk.blueprint,
    zone_versions.blueprint,
    zones.blueprint,
    status.blueprint,
    description.blueprint,
    files.blueprint,
    labels.blueprint,
    login.blueprint,
    form.blueprint,
    maps.blueprint,
    shop.blueprint,
    manifests.blueprint,
    scans.blueprint,
    station.blueprint,
)
