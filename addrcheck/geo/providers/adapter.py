"""How a geocoder of geopy goes to the network: one request, no redirect, no endless answer, nothing logged.

A redirect would carry the address and the key to a host that nobody configured. Error texts hold neither.
"""

from __future__ import annotations

import json
import logging
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

_LONGEST_ANSWER = 1 << 20


class _StayHere(HTTPRedirectHandler):
    """Takes a redirect for an error."""

    def redirect_request(self, *_: object) -> None:
        return None


class Adapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """Fetches JSON; ``base`` takes the place of scheme and host where a service runs elsewhere."""

    def __init__(
        self, base: str, *, proxies: Mapping[str, str] | None, ssl_context: ssl.SSLContext | None
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._base = urlsplit(base) if base else None
        named = dict(proxies) if proxies is not None else None
        self._opener = build_opener(ProxyHandler(named), HTTPSHandler(context=ssl_context), _StayHere())

    @classmethod
    def at(cls, base: str) -> Callable[..., Adapter]:
        """Return what geopy calls an adapter factory."""

        def make(proxies: Mapping[str, str] | None, ssl_context: ssl.SSLContext | None) -> Adapter:
            return cls(base, proxies=proxies, ssl_context=ssl_context)

        return make

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:  # noqa: ANN401
        """Return the answer; NaN and infinity, which are no JSON, are refused."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text, parse_constant=_no_number)
        except ValueError:
            raise GeocoderParseError("the answer is no JSON") from None

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """Return the body of the answer; every failure is one of geopy's exceptions."""
        request = Request(self._moved(url), headers=dict(headers))
        try:
            with self._opener.open(request, timeout=timeout) as page:
                body: bytes = page.read(_LONGEST_ANSWER + 1)
            text = body.decode()
        except HTTPError as error:
            error.close()
            known = {name.lower(): value for name, value in error.headers.items()}
            raise AdapterHTTPError(
                f"HTTP {error.code}", status_code=error.code, headers=known, text=""
            ) from None
        except (TimeoutError, URLError) as error:
            late = isinstance(error, TimeoutError) or isinstance(error.reason, TimeoutError)
            raise (
                GeocoderTimedOut("no answer in time") if late else GeocoderUnavailable("not reached")
            ) from None
        except (OSError, HTTPException):
            raise GeocoderUnavailable("the connection broke") from None
        except UnicodeDecodeError:
            raise GeocoderParseError("the answer is no UTF-8") from None
        if len(body) > _LONGEST_ANSWER:
            raise GeocoderParseError("the answer is too long")
        return text

    def _moved(self, url: str) -> str:
        """Return the address of the same service at the base."""
        if self._base is None:
            return url
        parts = urlsplit(url)
        path = self._base.path.rstrip("/") + parts.path
        return urlunsplit((self._base.scheme, self._base.netloc, path, parts.query, ""))


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


_quiet = threading.local()


class _Silence(logging.Filter):
    """Drops what geopy logs while one of ours is asked: its lines hold the whole address and the key."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not getattr(_quiet, "on", False)


@contextmanager
def unlogged() -> Iterator[None]:
    """Keep geopy from logging in this thread."""
    logger = logging.getLogger("geopy")
    if not any(isinstance(known, _Silence) for known in logger.filters):
        logger.addFilter(_Silence())
    _quiet.on = True
    try:
        yield
    finally:
        _quiet.on = False
