"""A server of the built book that can fail as real ones do, and keeps what it was asked.

Another process has it fail by asking for faults?FILE=WAY, and no more by faults?.
"""

import functools
import threading
from contextlib import contextmanager
from urllib.parse import parse_qsl

from tests.browser.book_server import HTML, BookHandler, Server


class Faults:
    """What the server has been asked for, and the files that it does not send whole."""

    def __init__(self):
        self.asked = []
        self.ways = {}  # {file name: how it fails}
        self.instead = {}  # {file name: other content}
        self.released = threading.Event()  # lets files go that hang

    def fail(self, ways):
        """Let go what hangs, and fail in these ways from now on."""
        self.released.set()
        self.released = threading.Event()
        self.ways = ways


class FaultyHandler(BookHandler):
    """Sends a file cut, closes in the middle, has it not, or hangs in the middle."""

    def __init__(self, *args, faults, **options):
        self.faults = faults
        super().__init__(*args, **options)

    def do_GET(self):
        self.faults.asked.append(self.path)
        path, _, query = self.path.partition("?")
        name = path.rpartition("/")[2]
        if name == "faults":
            self.faults.fail(dict(parse_qsl(query)))
            return self.send_whole(b"")
        if name in self.faults.instead:
            return self.send_whole(self.faults.instead[name])
        way = self.faults.ways.get(name)
        if way is None:
            return super().do_GET()
        if way == "missing":
            return self.send_error(404)
        with open(self.translate_path(self.path), "rb") as file:
            content = file.read()
        half = content[: len(content) // 2]
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path))
        length = len(half) if way == "cut" else len(content)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(half)
        if way == "hangs":
            self.wfile.flush()
            self.faults.released.wait(120)
        self.close_connection = True
        return None

    def send_whole(self, content):
        """Send other bytes than the file has."""
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serve_with_faults(folder=HTML):
    """Yield the address of a server of ``folder``, and its `Faults`."""
    faults = Faults()
    handler = functools.partial(FaultyHandler, directory=str(folder), faults=faults)
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", faults
    finally:
        faults.fail({})
        server.shutdown()
