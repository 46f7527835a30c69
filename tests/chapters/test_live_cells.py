"""Every cell gives its stored output in the page's Python, or is listed as needing more.

Held in plain Python, without PyTorch, IPython and anywidget: `press.live` runs each
notebook once through the runner that the page uses.
"""

import ast
import json
from functools import cache

import pytest

from press import digest, live
from tests.chapters.live import difference
from tests.chapters.runs import NOTEBOOKS

TIMED = "nbval-ignore-output"
CHAPTERS = {path.stem: path for path in NOTEBOOKS}


@cache
def ran(chapter):
    """[(cell, what the runner gave)] of a chapter's code cells."""
    notebook = json.loads(CHAPTERS[chapter].read_text("utf-8"))
    cells = digest.code_cells(notebook)
    return list(zip(cells, live.ran(CHAPTERS[chapter])["cells"], strict=True))


CELLS = [
    (path.stem, number)
    for path in NOTEBOOKS
    for number in range(
        len(digest.code_cells(json.loads(path.read_text(encoding="utf-8"))))
    )
]


@pytest.mark.parametrize(("chapter", "number"), CELLS)
def test_a_cell_gives_what_is_stored_unless_it_needs_more(chapter, number):
    cell, result = ran(chapter)[number]
    if result["status"] == "partial":
        assert (
            live.number_of("".join(cell["source"])) in live.stored()[chapter]["needs"]
        )
    elif TIMED in cell["metadata"].get("tags", []):
        assert result["status"] == "done"
    else:
        assert not difference(cell, result)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_nothing_is_there_that_a_page_does_not_have(chapter):
    loaded = set(live.ran(CHAPTERS[chapter])["loaded"])
    assert loaded >= {"nnbook", "numpy"}
    assert not loaded & {"torch", "sklearn", "IPython", "ipywidgets", "anywidget"}


def test_the_list_of_cells_that_need_more_is_of_today():
    assert live.differences(live.stored(), live.today()) == []


def test_a_cell_that_needs_more_or_takes_long_is_not_left_unseen():
    stored = {"a": {"needs": {"1": "PyTorch: x"}, "long": {}}}
    more = {"a": {"needs": {"1": "PyTorch: x", "2": "PyTorch: y"}, "long": {"3": 9}}}
    assert len(live.differences(stored, more)) == 2
    assert live.differences(more, stored) == [
        "a: no cell any more that needs PyTorch: y"
    ]
    assert live.differences({}, stored) == [
        "a: a cell that is not listed needs PyTorch: x"
    ]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_cell_that_takes_long_has_a_smaller_size(chapter):
    told = live.stored()[chapter]
    for cell, _ in ran(chapter):
        source = "".join(cell["source"])
        number = live.number_of(source)
        if number in told["long"] and number not in told["needs"]:
            smaller = cell["metadata"]["smaller"]
            assert source.count(smaller["replace"]) == 1
            ast.parse(source.replace(smaller["replace"], smaller["by"]))


def test_another_output_is_seen():
    cell, result = next(
        (cell, result)
        for cell, result in ran("01_neurons")
        if any("image/svg+xml" in o.get("data", {}) for o in cell["outputs"])
    )
    assert not difference(cell, result)
    picture = next(o for o in result["outputs"] if "image/svg+xml" in o.get("data", {}))
    text = picture["data"]["image/svg+xml"]
    at = text.index("L ") + 2
    end = text.index(" ", at)
    moved = f"{text[:at]}{float(text[at:end]) + 0.1}{text[end:]}"
    other = {**picture, "data": {**picture["data"], "image/svg+xml": moved}}
    assert "another image/svg+xml" in difference(cell, {"outputs": [other]})
    assert "shows nothing" in difference(cell, {"outputs": []})
