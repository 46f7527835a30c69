"""Python's files may come cut, closed, slowly or not at all: the page says so, and goes on."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.book_server import HTML
from tests.browser.built import EXERCISES
from tests.browser.exercise import Exercise
from tests.browser.faulty_server import serve_with_faults

pytestmark = pytest.mark.xdist_group("python-files")  # one server, one context

LIST = json.loads((HTML / "_static" / "python.json").read_text("utf-8"))
FILES = [path.rpartition("/")[2] for path in LIST["start"]]
SAYS = {
    "cut": "came cut off or changed",
    "closed": "did not come whole",
    "missing": "the server does not have",
}


@pytest.fixture(scope="module")
def server():
    with serve_with_faults() as (url, faults):
        yield url, faults


@pytest.fixture
def exercise(browser, server):
    """An exercise of the smallest page, without anything in the browser's cache."""
    url, faults = server
    context = browser.new_context()
    page = context.new_page()
    path, exercise_id = min(EXERCISES, key=lambda one: (HTML / one[0]).stat().st_size)
    page.goto(url + path)
    yield Exercise(page, exercise_id)
    context.close()
    faults.fail({})


def run_and_expect(exercise, said):
    exercise.button("Run").click()
    exercise.expect_state("stopped")
    expect(exercise.status).to_contain_text(said)


def expect_to_be_stopped(exercise):
    exercise.button("Run").click()
    exercise.expect_state("running")
    exercise.button("Stop").click()
    exercise.expect_state("stopped")
    expect(exercise.status).to_have_text("Stopped.")


@pytest.mark.parametrize("file", [*FILES, "python.json"])
def test_a_file_that_fails_is_named_and_one_that_hangs_can_be_stopped(
    exercise, server, file
):
    _, faults = server
    for way, says in SAYS.items():
        faults.fail({file: way})
        run_and_expect(exercise, says)
        expect(exercise.status).to_contain_text(file)
    faults.fail({file: "hangs"})
    expect_to_be_stopped(exercise)
    if file.endswith(".wasm"):  # and the next run starts
        faults.fail({})
        exercise.run(exercise.definition.solution)
        exercise.expect_state("passed")


def test_the_script_may_fail_too_and_then_come(exercise, server):
    _, faults = server
    for way in SAYS:
        faults.fail({"python.js": way})
        run_and_expect(exercise, "Python could not be started")
    faults.fail({"python.js": "hangs"})
    expect_to_be_stopped(exercise)
    faults.fail({FILES[0]: "missing"})
    run_and_expect(exercise, FILES[0])
