"""Downloads, from a server of our own that can be slow, wrong or cut off."""

import hashlib
import http.server
import io
import subprocess
import sys
import textwrap
import threading
import time
import zipfile

import pytest

from nnbook.data.download import DownloadError, Source, folder_of

RATINGS = b"user,item\n1,2\n"


def zipped(**files):
    """The bytes of a zip archive; a__b stands for a/b, and .csv is added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".csv", content)
    return buffer.getvalue()


GOOD = zipped(set__ratings=RATINGS, set__movies=b"item\n2\n", set__other=b"")


class Server(http.server.ThreadingHTTPServer):
    """Serves `body`; stops after `cut` bytes, by closing or by waiting."""

    body, cut, waits = GOOD, None, False
    requests = 0


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests += 1
        if self.path != "/set.zip":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", len(self.server.body))
        self.end_headers()
        self.wfile.write(self.server.body[: self.server.cut])
        self.wfile.flush()
        if self.server.waits:
            self.server.stopped.wait(60)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with Server(("127.0.0.1", 0), Handler) as server:
        server.stopped = threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.stopped.set()
        server.shutdown()


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.delenv("NNBOOK_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "nnbook"


def source(server, path="set.zip", **changes):
    url = f"http://127.0.0.1:{server.server_port}/{path}"
    fields = dict(name="set", url=url, files=("ratings.csv", "movies.csv"))
    return Source(**{**fields, "licence": "Free, cite it.", **changes})


def test_first_use_downloads_and_later_use_does_not(server, cache, capsys):
    digest = hashlib.sha256(RATINGS).hexdigest()
    archive = hashlib.md5(GOOD).hexdigest()
    sums = {"ratings.csv": f"sha256:{digest}", "set.zip": f"md5:{archive}"}
    wanted = source(server, checksums=sums)
    folder = folder_of(wanted)
    assert folder == cache / "set"
    assert (folder / "ratings.csv").read_bytes() == RATINGS
    assert sorted(p.name for p in folder.iterdir()) == ["movies.csv", "ratings.csv"]
    shown = capsys.readouterr()
    assert "Free, cite it." in shown.out and wanted.url in shown.out
    assert "set.zip: 100%" in shown.err
    assert folder_of(wanted) == folder
    assert server.requests == 1
    assert [p.name for p in cache.iterdir()] == ["set"]


def fails(server, cache, why, timeout=30, **changes):
    """The download fails with this reason, says what to do, and leaves nothing."""
    with pytest.raises(DownloadError) as caught:
        folder_of(source(server, **changes), timeout=timeout)
    message = str(caught.value)
    assert why in message
    assert "could not be downloaded from http" in message
    assert "set the environment variable NNBOOK_DATA" in message
    assert list(cache.iterdir()) == []


def test_wrong_checksum_of_a_file(server, cache):
    sums = {"ratings.csv": "sha256:00"}
    fails(server, cache, "ratings.csv has sha256 ", checksums=sums)


def test_wrong_checksum_of_the_archive(server, cache):
    fails(server, cache, "expected 00: it was changed", checksums={"set.zip": "md5:00"})


def test_a_connection_that_ends_early(server, cache):
    server.cut = 100
    fails(server, cache, f"the connection ended after 100 of {len(GOOD)} bytes")
    server.cut = None
    assert folder_of(source(server)).is_dir()


def test_a_server_that_falls_silent(server, cache):
    server.cut, server.waits = 100, True
    start = time.monotonic()
    fails(server, cache, "timed out", timeout=0.2)
    assert time.monotonic() - start < 20


def test_a_page_that_is_not_there(server, cache):
    fails(server, cache, "HTTP Error 404", path="other.zip")


def test_a_server_that_is_not_there(server, cache):
    port = server.server_port
    server.shutdown()
    server.server_close()
    with pytest.raises(DownloadError, match=rf"127.0.0.1:{port}/set.zip: .*refused"):
        folder_of(source(server))


def test_an_archive_without_the_file(server, cache):
    server.body = zipped(ratings=RATINGS)
    fails(server, cache, "set.zip has no file movies.csv")


def test_something_that_is_no_archive(server, cache):
    server.body = b"<html>We moved</html>"
    fails(server, cache, "not a zip file")


def test_a_killed_download_is_made_again(server, cache):
    server.cut, server.waits = 100, True
    program = f"""
        from nnbook.data.download import Source, folder_of
        folder_of({source(server)!r})
    """
    child = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)])
    try:
        deadline = time.monotonic() + 60
        while not list(cache.glob("*/set.zip")) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert list(cache.glob("*/set.zip"))
    finally:
        child.kill()
        child.wait()
    assert not (cache / "set").exists()
    server.cut, server.waits = None, False
    assert (folder_of(source(server)) / "movies.csv").is_file()


def test_an_incomplete_folder_is_not_overwritten(server, cache):
    (cache / "set").mkdir(parents=True)
    (cache / "set" / "notes.txt").write_text("mine")
    with pytest.raises(DownloadError, match="is in the way"):
        folder_of(source(server))
    assert [p.name for p in (cache / "set").iterdir()] == ["notes.txt"]


def test_own_folder(server, cache, tmp_path, monkeypatch):
    own = tmp_path / "own"
    (own / "set").mkdir(parents=True)
    monkeypatch.setenv("NNBOOK_DATA", str(own))
    (own / "set" / "ratings.csv").write_bytes(RATINGS)
    with pytest.raises(FileNotFoundError, match=r"lacks movies\.csv\. Unpack http"):
        folder_of(source(server))
    (own / "set" / "movies.csv").write_bytes(b"")
    assert folder_of(source(server)) == own / "set"
    assert server.requests == 0
