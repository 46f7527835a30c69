"""An exercise with numpy and its twin in plain Python, in a page that lacks numpy.

What comes for numpy, from an address that the test answers itself, is a stand-in of a few
lines: numpy for browsers is not everywhere to be had. With the real one, `NNBOOK_WHEELS`,
`test_chapters_in_chromium.py` solves these exercises in the book's own pages.
"""

import hashlib
import json

import nbformat
import pytest
from playwright.sync_api import expect

from nnbook.grading.exercise import load
from press import packages
from tests.browser import live_book
from tests.browser.book_server import serve
from tests.browser.conftest import Visit
from tests.browser.exercise import Exercise

ID = "layer-batch"
NUMPY = """
class dtype:
    kind, name = "i", "int64"

class ndarray:
    def __init__(self, rows):
        self.rows, self.dtype = rows, dtype
        self.shape = (len(rows), *([len(rows[0])] if isinstance(rows[0], list) else []))
    @property
    def T(self):
        return ndarray([list(column) for column in zip(*self.rows)])
    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError("matmul: sizes differ")
        pairs = [[zip(row, column) for column in other.T.rows] for row in self.rows]
        return ndarray([[sum(a * b for a, b in pair) for pair in row] for row in pairs])
    def __add__(self, other):
        return ndarray([[a + b for a, b in zip(row, other.rows)] for row in self.rows])
    def ravel(self):
        flat = [x for row in self.rows for x in (row if isinstance(row, list) else [row])]
        return ndarray(flat)
    def tolist(self):
        return self.rows
    def reshape(self, shape):
        if len(shape) == 1:
            return self
        each = shape[1]
        starts = range(0, len(self.rows), each)
        return ndarray([list(self.rows[i : i + each]) for i in starts])

def array(numbers, dtype):
    return ndarray(list(numbers))
"""
WHEEL = live_book.wheel({"numpy.py": NUMPY})
FILE = "numpy-1.0-py3-none-any.whl"
ADDRESS = f"https://python.example/{FILE}"
INDEX = "# A book\n\n```{progress}\n```\n\n```{toctree}\nchapter\n```\n"
LOCKED = {
    "file_name": FILE,
    "sha256": hashlib.sha256(WHEEL).hexdigest(),
    "depends": [],
    "imports": ["numpy"],
}


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    new = nbformat.v4
    about = {"exercise_prompt": ID}, {"exercise": ID}
    cells = [
        new.new_markdown_cell("# A chapter\n\n$$\nz = wx\n$$ (eq-net-batch)\n"),
        new.new_markdown_cell(load(ID).prompt_cell, metadata=about[0]),
        new.new_code_cell(load(ID).code_cell, metadata=about[1]),
    ]
    book = new.new_notebook(cells=cells)
    book.metadata["language_info"] = {"name": "python"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packages, "locked", lambda: {"numpy": LOCKED})
        patch.setattr(packages, "wheels", lambda kept: ({}, "no network"))
        patch.setattr(packages, "distribution", lambda: ADDRESS.removesuffix(FILE))
        texts = {"index.md": INDEX, "chapter.ipynb": nbformat.writes(book)}
        html = live_book.build_pages(tmp_path_factory.mktemp("twins"), texts)
    with serve(html) as url:
        yield url


def test_the_twin_is_there_until_the_reader_has_numpy_loaded(browser, url):
    visit = Visit(browser, url, "chapter.html")
    page, requests = visit.page, []

    def answer(route):
        requests.append(route.request.url)
        headers = {"access-control-allow-origin": "*"}
        route.fulfill(body=WHEEL, headers=headers, content_type="application/zip")

    page.route(ADDRESS, answer)
    exercise = Exercise(page, ID)
    numpy, plain = load(ID), load(ID).plain
    prompts = {
        name: page.locator(f"#prompt-{ID}-{name}") for name in ("numpy", "plain")
    }

    def expect_version(name):
        expect(exercise.root).to_have_attribute("data-version", name)
        for one, prompt in prompts.items():
            expect(prompt).to_be_visible(visible=one == name)

    # The twin; it is worked on without numpy.
    expect_version("plain")
    expect(exercise.root).to_contain_text("In plain Python.")
    expect(exercise.code).to_have_value(plain.starter)
    before = plain.starter.replace("...", "return 3")
    exercise.run(before)
    exercise.expect_state("failed")
    assert requests == []

    # numpy comes only once the reader agrees.
    exercise.button("NumPy instead").click()
    exercise.confirm("Not now")
    expect_version("plain")
    assert exercise.text() == before and requests == []
    exercise.button("NumPy instead").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("this copy of the book does not bring")
    expect(dialog).to_contain_text("from python.example?")
    exercise.confirm("Load it")
    expect_version("numpy")
    expect(exercise.button("Plain Python instead")).to_be_focused()

    # It is graded with it; the planted mistake is rehearsed by the judge, with numpy, too.
    exercise.run(numpy.mistake("no_transpose").source)
    exercise.expect_state("failed")
    expect(exercise.result).to_contain_text("the transpose is missing")
    exercise.run(numpy.solution)
    exercise.expect_state("passed")
    assert requests == [ADDRESS]
    assert visit.problems == [f"request to {ADDRESS}"]

    # Solved is the exercise, in both versions; each keeps its own code.
    solved = exercise.root.get_by_text("✓ Solved")
    expect(solved).to_be_visible()
    exercise.button("Plain Python instead").click()
    expect_version("plain")
    expect(solved).to_be_visible()
    expect(exercise.code).to_have_value(before)
    # A plain run has no numpy, whatever ran before.
    exercise.run("import numpy")
    exercise.expect_state("failed")
    expect(exercise.root).to_contain_text("plain Python only")

    # The page opens with the version that was worked on last.
    page.reload()
    expect_version("plain")
    expect(exercise.code).to_have_value("import numpy")
    exercise.button("NumPy instead").click()
    exercise.confirm("Load it")
    expect(exercise.code).to_have_value(numpy.solution)
    exercise.type(numpy.solution + "# mine\n")
    page.reload()
    expect_version("numpy")
    # The progress knows both as this exercise's.
    page.goto(f"{url}index.html")
    progress = page.locator("[data-progress]")
    expect(progress).to_contain_text("1 of 1 solved")
    expect(progress.get_by_role("heading")).to_have_count(
        0
    )  # of what is not in the book
    kept = page.evaluate("() => Object.entries(localStorage)")
    works = {key: json.loads(value) for key, value in kept if ":exercise:" in key}
    assert set(works) == {exercise.key, f"{exercise.key}/numpy"}
    assert all(work["solved"] for work in works.values())
    visit.close()
