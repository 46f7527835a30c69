"""Blocks that are laid out when the reader comes near them, and the room kept for them."""

import re

import pydata_sphinx_theme
import pytest

from press.site import later, theme

LINE = '<span class="nn-l">x = 1\n</span>'
CELL = (
    '<div class="cell docutils container"><div class="cell_input"><div class="highlight">'
    f"<pre>{LINE * 10}</pre></div></div></div>"
)
PROSE = "<p>{}</p>".format("A sentence of seven words stands here. " * 40)


def rooms(html):
    return [
        tuple(map(int, room)) for room in re.findall(r"--h:(\d+)px;--m:(\d+)", html)
    ]


def test_what_a_page_opens_with_is_laid_out_at_once():
    marked = later.mark(PROSE * 6)
    assert not marked.startswith('<p class="nn-later"')
    assert 1 < marked.count("nn-later") < 6
    assert re.sub(r' class="nn-later"| style="[^"]*"', "", marked) == PROSE * 6


def test_a_block_has_about_the_room_that_it_will_take():
    *_, (at_a_desk, on_a_phone) = rooms(later.mark(PROSE * 6))
    assert at_a_desk == pytest.approx(24 * 28, abs=28)
    assert on_a_phone == pytest.approx(41 * 26, abs=26)
    ((at_a_desk, _),) = rooms(
        later.mark(PROSE.replace("p>", "li>") + CELL * 9)[-2000:]
    )[-1:]
    assert at_a_desk == pytest.approx(10 * 22.5 + 22, abs=3)


def test_what_is_within_a_block_is_not_marked_again():
    inner = CELL.replace("<pre>", f"{PROSE}<pre>")
    marked = later.mark(inner * 12)
    assert marked.count("nn-later") == 6 and '<p class="nn-later' not in marked
    assert 'class="cell docutils container nn-later" style="--h:' in marked


def test_a_figure_is_no_such_block():
    figure = CELL.replace("<pre>", '<div data-widget="neuron"></div><pre>')
    assert later.mark(CELL * 9 + figure).endswith(figure)


def test_the_theme_has_the_part_that_is_cut():
    folder = pydata_sphinx_theme.__path__[0]
    script = f"{folder}/theme/pydata_sphinx_theme/static/scripts/pydata-sphinx-theme.js"
    with open(script, encoding="utf-8") as file:
        assert theme.CALL in file.read()
