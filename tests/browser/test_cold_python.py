"""Where Pyodide can make no snapshot of its memory, or start from none, Python starts cold."""

import hashlib
import json

import pytest

from tests.browser.book_server import HTML
from tests.browser.faulty_server import serve_with_faults
from tests.browser.test_sandbox import GRADE, LIMIT
from tests.grading.test_apart import CHECKS, RIGHT

SCRIPT = "pyodide.asm.mjs"
# What such a Pyodide says: its options for snapshots are not documented.
LOST = {
    "API.makeSnapshot": "Python starts without a snapshot: it is lost",
    "API.restoreSnapshot": "Python does not start from its snapshot: it is lost",
}


@pytest.mark.parametrize("function", LOST)
def test_without_a_snapshot_it_is_graded_all_the_same(browser, function):
    static = HTML / "_static"
    script = (static / "pyodide" / SCRIPT).read_text("utf-8")
    begins = f"{function}=function(t){{"
    assert script.count(begins) == 1
    script = script.replace(begins, f"{begins}throw new Error('it is lost');").encode()
    listed = json.loads((static / "python.json").read_text("utf-8"))
    listed["start"][f"pyodide/{SCRIPT}"] = {
        "size": len(script),
        "sha256": hashlib.sha256(script).hexdigest(),
    }
    with serve_with_faults() as (url, faults):
        faults.instead = {SCRIPT: script, "python.json": json.dumps(listed).encode()}
        page = browser.new_page()
        page.set_default_timeout(LIMIT)
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{url}_static/data")  # an empty page of the server's
        task = {"base": f"{url}_static/", "checks": CHECKS, "programs": {"r": RIGHT}}
        found = page.evaluate(GRADE, task)
        page.close()
    assert found["verdicts"]["r"]["status"] == "passed", found
    assert LOST[function] in said
