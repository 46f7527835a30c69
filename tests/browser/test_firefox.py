"""Every page in another engine: the system's Firefox, driven over WebDriver BiDi."""

import json
import os
import re
import shutil
import subprocess

import pytest

from nnbook.grading.exercise import load
from tests import ROOT
from tests.browser import live_book
from tests.browser.book_server import HTML, serve
from tests.browser.built import EXERCISES, pages
from tests.browser.faulty_server import serve_with_faults
from tests.browser.test_python_files import SAYS
from tests.browser.test_sandbox import CHECKS, GRADE, PROGRAMS, TRY_ALL

pytestmark = pytest.mark.xdist_group("firefox")  # started once

WASM = "pyodide.asm.wasm"


@pytest.fixture(scope="module")
def live_html(tmp_path_factory):
    """Where the small chapter lies whose cells Firefox runs."""
    with pytest.MonkeyPatch.context() as patch:
        return live_book.build(tmp_path_factory.mktemp("live"), patch)


@pytest.fixture(scope="module")
def report(book_url, live_html):
    """What Firefox met on each page, in one exercise and in a chapter's cells."""
    names = ("firefox-esr", "firefox")
    firefox = os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, names)))
    page, exercise_id = EXERCISES[0]
    code = load(exercise_id).solution
    task = {
        "firefox": firefox,
        "url": book_url,
        "pages": pages(),
        "exercise": {
            "page": page,
            "id": exercise_id,
            "code": code,
            "file": WASM,
            "ways": [*SAYS, "hangs"],
        },
        "sandbox": {
            "page": page,
            "grade": GRADE.rstrip(";\n"),
            "task": {
                "base": f"{book_url}_static/",
                "checks": CHECKS,
                "programs": PROGRAMS,
            },
            "tryAll": TRY_ALL,
        },
    }
    with serve_with_faults() as (url, _), serve(live_html) as cells:
        task["exercise"]["url"] = url
        task["cells"] = {"url": cells}
        ran = subprocess.run(
            ["node", ROOT / "tests" / "browser" / "firefox.mjs"],
            input=json.dumps(task),
            capture_output=True,
            text=True,
        )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.parametrize("path", pages())
def test_every_figure_of_a_page_is_ready(report, path):
    met = report["pages"][path]
    assert met["problems"] == []
    mounts = re.findall(r"data-widget=", (HTML / path).read_text("utf-8"))
    assert met["ready"] == met["figures"] == len(mounts)


def test_a_file_of_pythons_that_fails_is_named_and_then_an_exercise_is_solved(report):
    met = report["exercise"]
    assert met["problems"] == []
    assert met["failed"].pop("hangs") == "Stopped."
    for way, said in met["failed"].items():
        # What came before a connection was closed is a whole file to Firefox; not to us.
        heard = SAYS["cut"] if way == "closed" else SAYS[way]
        assert WASM in said and heard in said
    assert met["state"] == "passed", met["said"]


def test_nothing_gets_out_of_the_sandbox_and_nothing_fools_its_judge(report):
    found = report["sandbox"]
    assert found["reached"] == []
    assert found["late"] == {}
    passed = [n for n, v in found["verdicts"].items() if v["status"] == "passed"]
    assert passed == ["right", "right again"]


def test_cells_run_and_are_changed_and_stopped_and_begun_again(report):
    found = report["cells"]
    assert found["problems"] == []
    assert found["ran"][:9] == ["done"] * 8 + ["recorded"]  # what was missing, first
    assert found["printed"].split() == ["n", "is", "3", "6"]
    assert "Line 4 needs PyTorch" in found["torch"]
    assert found["set"] != found["before"]  # Python has moved the figure
    assert float(found["moved"]) != 1.25  # and the reader, what Python has of it
    assert set(found["edited"][:10]) == {"stale"}
    assert "ZeroDivisionError" in found["error"] and "<cell 5>" in found["error"]
    assert "Stopped" in found["stopped"]
    assert set(found["restarted"]) == {"recorded"}
    assert [text.split() for text in found["recorded"]] == [["n", "is", "3", "6"]]
