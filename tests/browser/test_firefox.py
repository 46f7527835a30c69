"""Every page in another engine: the system's Firefox, driven over WebDriver BiDi."""

import json
import os
import re
import shutil
import subprocess

import pytest

from nnbook.grading.exercise import load
from tests import ROOT
from tests.browser.book_server import HTML
from tests.browser.built import EXERCISES, pages
from tests.browser.faulty_server import serve_with_faults
from tests.browser.test_python_files import SAYS
from tests.browser.test_sandbox import CHECKS, GRADE, PROGRAMS, TRY_ALL

pytestmark = pytest.mark.xdist_group("firefox")  # started once

WASM = "pyodide.asm.wasm"


@pytest.fixture(scope="module")
def report(book_url):
    """What Firefox met on each page, and in one exercise."""
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
    with serve_with_faults() as (url, _):
        task["exercise"]["url"] = url
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
