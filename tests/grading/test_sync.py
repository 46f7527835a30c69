"""Prompts and starters in the notebooks are those of the definitions."""

import ast
import json

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from nnbook.grading import sync
from nnbook.grading.exercise import load
from tests import ROOT

CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def code_cell(exercise_id, source=()):
    return {
        "cell_type": "code",
        "execution_count": 3,
        "id": "abc",
        "metadata": {"exercise": exercise_id, "tags": ["keep"]},
        "outputs": [{"output_type": "stream", "name": "stdout", "text": ["σ\n"]}],
        "source": list(source),
    }


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_is_up_to_date(path):
    book = json.loads(path.read_text(encoding="utf-8"))
    assert not sync.update(book), "run: make notebooks"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_each_exercise_has_its_prompt_above_it(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    for before, cell in zip([None, *cells], cells, strict=False):
        if "exercise" in cell["metadata"]:
            prompt = before and before["metadata"].get("exercise_prompt")
            assert prompt == cell["metadata"]["exercise"]


def tree(cell):
    """The syntax of a code cell; magics such as %pip become calls."""
    return ast.parse(TransformerManager().transform_cell("".join(cell["source"])))


def defined(nodes):
    """The functions, variables and parameters that these nodes define."""
    targets = [node for node in nodes if isinstance(node, ast.Name)]
    return (
        {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        | {node.id for node in targets if isinstance(node.ctx, ast.Store)}
        | {node.arg for node in nodes if isinstance(node, ast.arg)}
    )


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_cell_needs_what_a_reader_may_not_have_written(path):
    unwritten = set()
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        if "exercise" in cell["metadata"]:
            for statement in tree(cell).body:
                whole = [statement, *getattr(statement, "targets", [])]
                unwritten |= defined(whole)
        else:
            nodes = list(ast.walk(tree(cell)))
            used = {node.id for node in nodes if isinstance(node, ast.Name)}
            assert not (used - defined(nodes)) & unwritten, "".join(cell["source"])
            unwritten -= defined(nodes)


def test_update_writes_both_cells_and_nothing_else():
    exercise = load("weighted-sum")
    prompt = {
        "cell_type": "markdown",
        "metadata": {"exercise_prompt": "weighted-sum"},
        "source": [],
    }
    other = {"cell_type": "markdown", "metadata": {}, "source": ["untouched"]}
    book = notebook(prompt, code_cell("weighted-sum"), other)
    before = json.loads(json.dumps(book))

    assert sync.update(book)
    cells = book["cells"]
    assert "".join(cells[0]["source"]).startswith("**Exercise: Weighted sum**\n\n")
    assert "".join(cells[1]["source"]) == (exercise.starter + '\ncheck("weighted-sum")')
    for cell in (*cells, *before["cells"]):
        del cell["source"]
    assert book == before


def test_update_of_a_current_notebook_changes_nothing():
    book = notebook(code_cell("weighted-sum"))
    assert sync.update(book)
    assert not sync.update(book)


def test_main_keeps_the_format(tmp_path, capsys):
    path = tmp_path / "chapter.ipynb"
    path.write_text(json.dumps(notebook(code_cell("weighted-sum"))), encoding="utf-8")
    sync.main([path])
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"
    assert "σ" in text
    assert capsys.readouterr().out == f"{path}: exercises updated\n"
    sync.main([path])
    assert capsys.readouterr().out == ""


def test_main_names_the_notebook_with_an_unknown_exercise(tmp_path):
    path = tmp_path / "chapter.ipynb"
    path.write_text(json.dumps(notebook(code_cell("weigted-sum"))), encoding="utf-8")
    with pytest.raises(SystemExit, match=r"chapter\.ipynb: .*'weighted-sum'"):
        sync.main([path])
