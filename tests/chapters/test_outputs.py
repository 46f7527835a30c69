"""Every cell of every chapter prints what is stored; nbval compares."""

from functools import cache

import pytest
from nbval.plugin import IPyNbFile, coalesce_streams, get_sanitize_patterns

from tests import ROOT
from tests.chapters import runs
from tests.chapters.lesson import CHAPTERS, cells_of

SANITIZE = ROOT / "tests" / "chapters" / "nbval.cfg"


def code(cells):
    return [cell for cell in cells if cell.cell_type == "code"]


CELLS = [
    (path.stem, number)
    for path in runs.NOTEBOOKS
    for number in range(len(code(cells_of(path.stem))))
]


@pytest.fixture(scope="module")
def judged(request):
    """judged(chapter): each code cell as nbval has it, and the same cell once run."""

    @cache
    def of(chapter):
        path = CHAPTERS / f"{chapter}.ipynb"
        file = IPyNbFile.from_parent(request.session, path=path)
        file.sanitize_patterns.update(
            get_sanitize_patterns(SANITIZE.read_text("utf-8"))
        )
        ran = code(runs.outputs(chapter).cells)
        return list(zip(file.collect(), ran, strict=True))

    return of


def differs(item, ran):
    """What nbval says of a cell whose output is another one; nothing where it is not."""
    stored = coalesce_streams(item.cell.outputs)
    same = item.compare_outputs(coalesce_streams(ran.outputs), stored)
    return "" if same else "\n".join(item.comparison_traceback)


@pytest.mark.parametrize(("chapter", "number"), CELLS)
def test_a_cell_prints_what_is_stored(judged, chapter, number):
    item, ran = judged(chapter)[number]
    assert item.cell.source == ran.source
    if item.options["check"]:  # times are not compared
        assert not differs(item, ran)


def test_another_output_is_seen(judged):
    cells = [(item, ran) for item, ran in judged("01_neurons") if ran.outputs]
    item, ran = next((i, r) for i, r in cells if r.outputs[0].output_type == "stream")
    changed = ran.copy()
    changed.outputs = [output.copy() for output in ran.outputs]
    changed.outputs[0].text = ran.outputs[0].text.replace("1", "2", 1) + "more\n"
    assert "differ" in differs(item, changed) or "mismatch" in differs(item, changed)
    changed.outputs = []
    assert "Missing output" in differs(item, changed)
