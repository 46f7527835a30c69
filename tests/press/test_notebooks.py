"""A notebook is stored so that a run which computes the same changes no byte."""

import shutil
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from press import notebooks
from tests import ROOT


@pytest.fixture
def in_the_book(monkeypatch):
    monkeypatch.chdir(ROOT)


def notebook(source="1 + 1", tags=(), text=None):
    cell = new_code_cell(source, metadata={"tags": list(tags)})
    if text:
        cell.outputs = [new_output("stream", text=text)]
    return new_notebook(cells=[cell])


@pytest.mark.parametrize(
    "names, stems",
    [
        (["02"], ["02_activations"]),
        (["06"], ["06_youtube_ranking", "06_youtube_retrieval"]),
        (["claims", "01"], ["claims", "01_neurons"]),
        (["chapters/claims.ipynb"], ["claims"]),
    ],
)
def test_a_chapter_is_named_by_its_number_its_name_or_its_file(
    in_the_book, names, stems
):
    assert [path.stem for path in notebooks.chapters(names)] == stems


def test_all_chapters_are_meant_where_none_is_named(in_the_book):
    assert notebooks.chapters([]) == sorted((ROOT / "chapters").glob("*.ipynb"))


@pytest.mark.parametrize("name", ["99", "0", "2", "", "chapters/99_none.ipynb"])
def test_an_unknown_chapter_is_told_with_those_there_are(in_the_book, name):
    with pytest.raises(SystemExit, match=f"no chapter '{name}'.*01_neurons"):
        notebooks.chapters([name])


@pytest.mark.skipif(not shutil.which("make"), reason="Windows has no make")
def test_make_hands_the_chapter_on():
    command = ["make", "--dry-run", "--always-make", "--no-print-directory"]
    command += ["notebooks", "CHAPTER=02"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert "python -m press.notebooks 02" in ran.stdout.splitlines()


def test_two_runs_store_the_same_bytes(in_the_book, tmp_path):
    cells = [
        new_code_cell("from nnbook.widgets import Neuron, Question\nimport time"),
        new_code_cell("for i in range(3):\n    print(i, flush=True)"),
        new_code_cell("Neuron(threshold=-55)"),
        new_code_cell("Question('p-minus-t')"),
        new_code_cell("print(time.time(), 's')", metadata={"tags": [notebooks.TIMED]}),
        new_code_cell("6 * 7"),
    ]
    book, written = new_notebook(cells=cells), []
    for _ in range(2):
        notebooks.run(book, tmp_path)
        written.append(nbformat.writes(book))
        book = nbformat.reads(written[-1], as_version=4)
    assert written[0] == written[1]
    assert [c.execution_count for c in book.cells] == [None] * 6
    (neuron,), (question,) = (cell.outputs for cell in book.cells[2:4])
    assert neuron.metadata.nnbook["_widget"] == "neuron"
    assert neuron.metadata.nnbook["threshold"] == -55
    assert not [name for name in neuron.metadata.nnbook if name.startswith("_")][1:]
    assert question.metadata.nnbook == {
        "_widget": "question",
        "question_id": "p-minus-t",
    }


TIMES = {
    "another time": ("ReLU 1.0 x,  12%\n", "ReLU  11.3 x, 9%\n", True),
    "one more line": ("ReLU 1.0 x\n", "ReLU 1.0 x\ntanh 2.0 x\n", False),
    "another name": ("ReLU 1.0 x\n", "tanh 1.0 x\n", False),
}


@pytest.mark.parametrize("was, now, stays", TIMES.values(), ids=TIMES)
def test_what_was_timed_stays_while_only_its_numbers_change(
    in_the_book, tmp_path, was, now, stays
):
    book = notebook(f"print({now!r}, end='')", [notebooks.TIMED], was)
    notebooks.run(book, tmp_path)
    assert book.cells[0].outputs[0].text == (was if stays else now)


def test_only_cells_that_say_so_keep_an_older_output(in_the_book, tmp_path):
    book = notebook("print(2)", text="1\n")
    notebooks.run(book, tmp_path)
    assert book.cells[0].outputs[0].text == "2\n"


def test_the_command_names_a_chapter_that_is_not_there():
    command = [sys.executable, "-m", "press.notebooks", "--check", "98"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 1
    assert "no chapter '98'" in ran.stderr
