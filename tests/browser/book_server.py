"""Serves the built book as a web host does: gzipped, each file compressed once."""

import functools
import gzip
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests import ROOT

HTML = ROOT / "_build" / "html"
# Where a reader may have it, on the disk or on a server.
FOLDER = "my books/神经网络/html"
# What a host compresses; fonts (woff2) and pictures (png) are compressed already.
COMPRESSED = {".html", ".js", ".mjs", ".css", ".json", ".svg", ".wasm", ".py", ".txt"}


@functools.cache
def compressed(path, changed):
    """The gzipped file; ``changed`` (its time) keeps a newer one from being missed."""
    return gzip.compress(Path(path).read_bytes(), compresslevel=6)


class BookHandler(SimpleHTTPRequestHandler):
    """Files with gzip, and without a line on the terminal for each."""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().do_GET()
        body = compressed(str(path), path.stat().st_mtime)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *args):
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Does not complain when a page is closed while it loads."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        """A reader who leaves is no error."""


@contextmanager
def serve(folder=HTML):
    """Yield the address of a server of ``folder``."""
    server = Server(
        ("127.0.0.1", 0), functools.partial(BookHandler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
