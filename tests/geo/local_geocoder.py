"""A geocoder to test against, on this machine: it answers, fails, stalls, drips, redirects and lies."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Reply:
    """What the server does with the next requests."""

    def __init__(self):
        self.requests = []
        self.released = threading.Event()
        self.status, self.body, self.headers, self.way = 200, b"{}", {}, "answer"

    def answer(self, body, status=200, **headers):
        self.status, self.way = status, "answer"
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()

    def stall(self):
        """Take the request and say nothing."""
        self.way = "stall"

    def drip(self):
        """Send a byte now and then, so that no single read takes too long."""
        self.way = "drip"

    def hang_up(self):
        """Break off in the middle."""
        self.way = "hang up"


@contextmanager
def geocoder():
    """Yield the base address of a running server and the ``Reply`` that steers it."""
    reply = Reply()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            reply.requests.append((parts.path, query, dict(self.headers)))
            if reply.way == "stall":
                reply.released.wait(20)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply.way == "drip":
                for byte in reply.body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    if reply.released.wait(0.05):
                        return
            elif reply.way == "hang up":
                self.wfile.write(reply.body[:5])
            else:
                self.wfile.write(reply.body)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request, client_address):
            """A client that has given up is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", reply
        finally:
            reply.released.set()
            server.shutdown()
            thread.join()
