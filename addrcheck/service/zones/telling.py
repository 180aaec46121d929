"""A version as a file that a browser saves and never opens by itself."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response

from addrcheck.service.zones.model import Version

_DOWNLOAD = "application/octet-stream"


def attachment(data: bytes, version: Version, form: str) -> Response:
    """Return a download; its name is made of the version's number and name, letters and digits of them."""
    kept = "".join(c if c.isalnum() or c in "-_." else "-" for c in version.name).strip(".-") or "zones"
    name = f"zones-{version.number}-{kept}.{form}"
    response = Response(data, mimetype=_DOWNLOAD)
    response.headers["Content-Disposition"] = f"attachment; filename=\"zones-{version.number}.{form}\"; filename*=UTF-8''{quote(name)}"  # fmt: skip
    return response
