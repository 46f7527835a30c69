"""Which torch `make` installs: the build without CUDA where its index answers."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import ROOT

# Stands in for pip: writes down what it was asked to install.
PIP = f"""#!{sys.executable}
import sys
with open("asked.txt", "a", encoding="utf-8") as file:
    print(*sys.argv[1:], file=file)
"""


def copy(folder):
    """Put there what says what is installed."""
    for name in ("Makefile", "requirements.txt", "code/pyproject.toml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())


@pytest.fixture
def install(tmp_path):
    """Install everything, with an index of torch's builds at ``address``."""
    tools = tmp_path / ".venv" / "bin"
    tools.mkdir(parents=True)
    (tools / "pip").write_text(PIP, encoding="utf-8")
    (tools / "pip").chmod(0o755)
    (tools / "python").symlink_to(sys.executable)
    copy(tmp_path)
    (tmp_path / "binder").mkdir()

    def install_(address):
        text = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8")
        [index] = [line for line in text.splitlines() if line.startswith("--extra")]
        (tmp_path / "binder" / "requirements.txt").write_text(
            text.replace(index, f"--extra-index-url {address}"), encoding="utf-8"
        )
        (tmp_path / ".venv" / ".installed").unlink(missing_ok=True)
        environment = {**os.environ, "no_proxy": "127.0.0.1"}
        start = time.monotonic()
        command = ["make", "-s", ".venv/.installed"]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True)
        asked = (tmp_path / "asked.txt").read_text(encoding="utf-8").splitlines()
        return asked[-1].split()[-2:], time.monotonic() - start

    return install_


class Index(BaseHTTPRequestHandler):
    """An index that has torch."""

    def do_GET(self):
        """Answer for /whl/cpu/torch/ alone."""
        self.send_response(200 if self.path == "/whl/cpu/torch/" else 404)
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@contextlib.contextmanager
def index():
    """The address of an index that answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/whl/cpu"
        server.shutdown()


def test_from_the_index_that_answers(install):
    with index() as address:
        assert install(address)[0] == ["-r", "binder/requirements.txt"]


def test_the_ordinary_build_where_there_is_no_index(install):
    with index() as address:
        assert install(f"{address}-other")[0] == ["-r", "requirements.txt"]
    assert install(address)[0] == ["-r", "requirements.txt"]  # nobody listens there


def test_an_index_that_never_answers_is_not_waited_for(install):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        asked, seconds = install(f"http://127.0.0.1:{silent.getsockname()[1]}/whl/cpu")
    assert asked == ["-r", "requirements.txt"]
    assert seconds < 20, "a few seconds are enough"


def test_an_old_python_is_told(tmp_path):
    old = tmp_path / "old"
    old.write_text(
        f"""#!{sys.executable}
import sys
sys.version_info = (3, 11, 2)
exec(sys.argv[2])
"""
    )
    old.chmod(0o755)
    copy(tmp_path)
    command = ["make", "-s", f"PYTHON={old}", ".venv/.builds"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode
    assert f"needs Python 3.11.5 or newer, and {old} is 3.11.2" in ran.stderr
    assert not (tmp_path / ".venv").exists()
