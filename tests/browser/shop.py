"""A small shop on an origin of its own: its pages, with the headers that they ask for, and what it receives."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from tests.service.test_server import free_port


class Shop:
    """A shop that serves ``pages``: path → (media type, text), all under one content security policy."""

    def __init__(self):
        self.pages, self.csp, self.received = {}, "default-src 'self'", []
        self._server = ThreadingHTTPServer(("127.0.0.1", free_port()), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def page(self, body, head="", path="/", lang="en"):
        """Serve a page and return its address."""
        text = f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Shop</title>{head}</head><body><main><h1>Checkout</h1>{body}</main></body></html>'  # fmt: skip
        self.pages[path] = ("text/html; charset=utf-8", text)
        return self.url + path

    def _handler(self):
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                media, text = shop.pages.get(self.path.partition("?")[0], ("image/x-icon", ""))
                self._answer(media, text)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                shop.received.append(dict(parse_qsl(body, keep_blank_values=True)))
                self._answer(
                    "text/html; charset=utf-8",
                    '<!doctype html><html lang="en"><title>Thanks</title><p id="thanks">Thanks</p>',
                )

            def _answer(self, media, text):
                data = text.encode()
                self.send_response(200)
                self.send_header("Content-Type", media)
                self.send_header("Content-Length", str(len(data)))
                self.send_header("Content-Security-Policy", shop.csp)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                """Keep quiet."""

        return Handler
