"""The chapters keep the conventions: readable, runnable, accessible."""

import re
import statistics

import nbformat
import pytest

from press.notebooks import setup_cell
from press.site.counts import PLACE, counted
from tests import ROOT

NOTEBOOKS = sorted((ROOT / "chapters").glob("*.ipynb"))
# A notebook without a number is an aside, with a form of its own.
CHAPTERS = [path for path in NOTEBOOKS if path.name[0].isdigit()]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


@pytest.fixture(params=CHAPTERS, ids=lambda path: path.stem)
def chapter(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_first_cell_is_the_set_up_for_colab(notebook):
    assert notebook.cells[0].source == setup_cell(notebook)
    assert notebook.cells[0].metadata["tags"] == ["remove-cell"]


def test_cells_are_short(notebook):
    lengths = []
    for cell in code_cells(notebook):
        lines = cell.source.splitlines()
        assert len(lines) <= 15, cell.source
        assert max(map(len, lines), default=0) <= 79, cell.source
        lengths.append(len(lines))
    assert 2 <= statistics.median(lengths) <= 6


def test_equations_are_shown_where_nobody_knows_myst(notebook):
    """JupyterLab and Colab typeset dollars; a fence they would print as code."""
    for cell in notebook.cells:
        assert "```{math}" not in cell.source, cell.source


def test_references_are_words_where_nobody_knows_myst(notebook):
    """A role would stand there as code: see press.site.references."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert not re.search(r"\{[a-z:]+\}`", cell.source), cell.source


def test_no_shell_no_style_no_javascript_in_cells(notebook):
    for cell in code_cells(notebook)[1:]:
        for word in ("!pip", "%pip", "figsize", "rcParams", "<script", "Javascript("):
            assert word not in cell.source, cell.source


def test_committed_executed_without_an_error(notebook):
    for cell in code_cells(notebook):
        for output in cell.outputs:
            assert output.output_type != "error", cell.source
            assert output.get("name") != "stderr", cell.source


def test_nothing_stored_that_changes_from_run_to_run(notebook):
    assert "widgets" not in notebook.metadata
    for cell in code_cells(notebook):
        assert "execution" not in cell.metadata
        assert cell.execution_count is None
        for output in cell.outputs:
            kinds = set(output.get("data", {}))
            assert "application/vnd.jupyter.widget-view+json" not in kinds


def test_every_figure_has_alt_text_caption_and_name(notebook):
    names = []
    for cell in code_cells(notebook):
        if not any("image/svg+xml" in o.get("data", {}) for o in cell.outputs):
            continue
        meta = cell.metadata.get("mystnb", {})
        assert len(meta.get("image", {}).get("alt", "")) > 30, cell.source
        assert meta.get("figure", {}).get("caption"), cell.source
        names.append(meta["figure"]["name"])
    assert len(names) == len(set(names))


def test_the_chapter_has_its_four_parts(chapter):
    text = "\n".join(c.source for c in chapter.cells if c.cell_type == "markdown")
    for heading in (
        "What you will learn",
        "What you should remember",
        "Further reading",
    ):
        assert f"## {heading}" in text


def test_exercises_and_questions_stand_inside_the_text(chapter):
    """At least half of them before the summary's last screen: practice where needed."""
    places = [
        number / len(chapter.cells)
        for number, cell in enumerate(chapter.cells)
        if "exercise" in cell.metadata or cell.source.startswith("Question(")
    ]
    assert len(places) >= 12
    assert statistics.median(places) < 0.8


def test_the_chapter_leaves_the_number_of_its_exercises_to_the_build(chapter):
    text = "\n".join(c.source for c in chapter.cells if c.cell_type == "markdown")
    assert len(PLACE.findall(text)) == 1
    assert not re.search(r"\d+\s+exercises and \d+\s+questions", text)
    exercises = sum("exercise" in cell.metadata for cell in chapter.cells)
    questions = sum(c.source.startswith("Question(") for c in code_cells(chapter))
    said = f"{exercises} exercises and {questions} questions"
    assert exercises > 1 and questions > 1 and counted(chapter.cells) == said


def test_progress_and_numbers_are_reachable_from_the_table_of_contents():
    toc = (ROOT / "_toc.yml").read_text("utf-8")
    for path in NOTEBOOKS:
        assert f"chapters/{path.stem}" in toc
