"""Code in lines that wrap, and cells that are folded to a line."""

import re
from html import unescape

import nbformat
import pytest

from press.site.code import in_lines
from tests import ROOT

CODE = """<span></span><span class="k">def</span> <span class="nf">f</span>(x):
    <span class="k">return</span> x

<span class="w">        </span>a &lt; b
"""


def text_of(html):
    return unescape(re.sub("<[^>]+>", "", html))


def test_the_text_of_the_code_stays():
    for code in (CODE, "", "x\n", "x", "\n\nx\n"):
        assert text_of(in_lines(code)).rstrip("\n") == text_of(code).rstrip("\n")


def test_each_line_knows_how_far_it_is_indented():
    html = in_lines(CODE)
    assert html.startswith('<span></span><span class="nn-l">')
    assert html.count("nn-l") == 4 and html.count("nn-blank") == 1
    assert re.findall(r"--i:(\d+)", html) == ["4", "8"]


def is_drawn_or_compared(cell):
    """Whether a cell does nothing but draw, or but compare two results."""
    lines = [x for x in cell.source.splitlines() if x and x[0] not in "#}) "]
    draws = bool(re.fullmatch(r"(ax|axes) = plots\.plot_\w+\(.*", lines[-1]))
    compares = len(lines) <= 4 and re.search(r"(allclose|isclose)\(", lines[-1])
    return (draws and len(lines) == 1) or bool(compares and "def " not in cell.source)


@pytest.mark.parametrize("path", sorted((ROOT / "chapters").glob("0*.ipynb")))
def test_cells_that_only_draw_or_compare_say_so_in_a_line(path):
    cells = nbformat.read(path, as_version=4).cells
    code = [c for c in cells if c.cell_type == "code" and c.source]
    for cell in code:
        fold = cell.metadata.get("fold")
        if is_drawn_or_compared(cell) and not cell.metadata.get("tags"):
            assert fold, cell.source
        if fold:
            assert len(fold) <= 110 and not fold.endswith("."), fold
