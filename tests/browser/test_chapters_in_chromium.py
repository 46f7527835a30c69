"""Chapters 1 to 5 give their stored output in Chromium, with the page's own numpy.

And their exercises that use numpy are graded with it. Only where the build has that
(`NNBOOK_WHEELS`): the workflow that publishes the book sets it, and publishes nothing
that differs. Elsewhere `tests/chapters/test_live_cells.py` says
the same of plain Python.
"""

import json
import os
import re

import pytest
from playwright.sync_api import expect

from nnbook.grading.exercise import ids, load
from press import digest, live
from tests.browser.conftest import Visit
from tests.browser.exercise import Exercise, first_mistake, plain
from tests.chapters.live import WIDGET, stored
from tests.chapters.runs import NOTEBOOKS

TIMED = "nbval-ignore-output"
CHAPTERS = [path for path in NOTEBOOKS if re.match(r"0[1-5]_", path.name)]
PATIENCE = 40 * 60_000  # ms for a chapter; what takes a desktop a minute takes ten here

# What the cells of a page are and show now, by their id: state, notes and [kind, text].
SHOWN = """() => {
    const kinds = {stream: "stdout", stderr: "stderr", text_plain: "text"};
    const kindOf = (node) =>
        Object.keys(kinds).find((name) => node.classList.contains(name));
    const words = (svg) => [...svg.querySelectorAll("text")].map((t) => t.textContent);
    const shown = (node) => {
        if (node.dataset.widget) return ["figure", node.dataset.widget];
        const svg = node.querySelector("svg");
        if (svg) return ["picture", words(svg).join(" ")];
        if (node.querySelector("table")) return ["table", node.textContent];
        const kind = kindOf(node);
        return [kind ? kinds[kind] : "other", node.textContent];
    };
    return Object.fromEntries(
        [...document.querySelectorAll("[data-cell]")].map((cell) => [
            cell.querySelector(".nn-cell-bar").dataset.id.split("/")[1],
            {
                state: cell.dataset.state,
                notes: cell.querySelector(".nn-cell-notes").innerText,
                shown: [...cell.querySelector(".nn-cell-own").children].map(shown),
            },
        ]),
    );
}"""


def run_all(visit):
    """Run a page's last cell, and so all of them; return what they are and show."""
    page = visit.page
    page.evaluate(
        "for (const fold of document.querySelectorAll('details')) fold.open = true"
    )
    last = page.locator("[data-cell]").last
    last.get_by_role("button", name="Run this").click()
    status = last.get_by_role("status")
    page.wait_for_function(
        "(status) => !/^(Starting|Loading|Running|First)/.test(status.textContent)",
        arg=status.element_handle(),
        timeout=PATIENCE,
    )
    # What answers a prediction stays covered, and the page says so.
    assert status.inner_text().startswith("Done.")
    return page.evaluate(SHOWN)


def wanted(cell):
    """What a page shows of a cell's stored output, as `SHOWN` says it."""
    return [list(in_page(kind, value)) for kind, value in stored(cell["outputs"])]


def in_page(kind, value):
    """One output as a page shows it: its kind there, and its text."""
    if isinstance(value, str):
        return kind, value
    if WIDGET in value:
        return "figure", value[WIDGET]["_widget"]
    if picture := value.get("image/svg+xml"):
        texts = re.findall(r"<text[^>]*>(.*?)</text>", picture, re.DOTALL)
        return "picture", " ".join(re.sub(r"<[^>]*>", "", text) for text in texts)
    markdown = value.get("text/markdown", "")
    if markdown.count("\n") and "|-" in markdown:
        head, _, *rows = markdown.replace("`", "").splitlines()
        return "table", "".join(
            cell.strip() for r in [head, *rows] for cell in r.split("|")
        )
    return "text", markdown or value["text/plain"]


numpy_is_there = pytest.mark.skipif(
    not os.environ.get("NNBOOK_WHEELS"), reason="the pages have no numpy of their own"
)


@numpy_is_there
@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_gives_its_stored_output(browser, book_url, path):
    visit = Visit(browser, book_url, f"chapters/{path.stem}.html")
    found = run_all(visit)
    visit.close()
    needs = live.stored()[path.stem]["needs"]
    wrong = []
    for cell in digest.code_cells(json.loads(path.read_text("utf-8"))):
        if (ran := found.pop(cell["id"], None)) is None:
            continue  # an exercise, a question: no cell to run
        source = "".join(cell["source"])
        told = f"{cell['id']} ({source.splitlines()[0]})"
        if ran["state"] != "done":
            wrong.append(f"{told} is {ran['state']}: {ran['shown']}")
        elif need := needs.get(live.number_of(source)):
            needed = need.partition(":")[0]
            if any(package not in ran["notes"] for package in needed.split(", ")):
                wrong.append(f"{told} does not say that it needs {needed}")
        elif ran["shown"] != wanted(cell) and TIMED not in cell["metadata"].get(
            "tags", []
        ):
            wrong.append(f"{told} shows {ran['shown']}, stored is {wanted(cell)}")
    assert not wrong, "\n".join(wrong)
    assert not found
    assert visit.problems == []


WITH_NUMPY = [name for name in ids() if load(name).plain]


@numpy_is_there
@pytest.mark.parametrize("chapter", sorted({load(name).chapter for name in WITH_NUMPY}))
def test_exercises_with_numpy_are_graded(open_page, chapter):
    page = open_page(f"chapters/{chapter}.html")
    for exercise in (
        Exercise(page, name) for name in WITH_NUMPY if load(name).chapter == chapter
    ):
        assert exercise.definition.plain  # it is not the twin that is shown
        wrong = first_mistake(exercise.definition)
        exercise.run(wrong.source)
        exercise.expect_state("failed")
        for words in wrong.expect:
            expect(exercise.result).to_contain_text(plain(words))
        exercise.run(exercise.definition.solution)
        exercise.expect_state("passed")
