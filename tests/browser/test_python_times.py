"""Python in the page answers in time: each run has a fresh one, and it is ready."""

import pytest

from tests import ROOT
from tests.grading.test_apart import CHECKS, RIGHT

TIMES = (ROOT / "tests" / "browser" / "python_times.js").read_text("utf-8")
WARM = 50  # ms
JOB = {"source": RIGHT, "checks": CHECKS, "mistakes": []}


@pytest.mark.alone
def test_a_fresh_python_is_ready_when_it_is_asked_for(browser, book_url):
    """`make bench` compares it with what the page did before it had a sandbox."""
    page = browser.new_page()
    page.set_default_timeout(180_000)
    page.goto(f"{book_url}_static/python.json")  # nothing else is on it
    times = page.evaluate(TIMES, {"base": f"{book_url}_static/", "job": JOB})
    page.close()
    assert times["passed"]
    assert times["second"] <= times["cold"] / 3, times
    assert times["afterLoop"] <= times["cold"] / 3, times
    assert min(times["warm"]) <= WARM, times
