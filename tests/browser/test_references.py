"""What the chapters say of works in plain Markdown is what the page prints."""

import html
import re

import nbformat
import pytest

from press.site.references import CITATION
from tests import ROOT
from tests.browser.book_server import HTML

CHAPTERS = ROOT / "chapters"
PAGES = sorted(
    path
    for path in CHAPTERS.iterdir()
    if path.suffix in {".ipynb", ".md"}
    and "bibliography.md#" in path.read_text("utf-8")
)
PRINTED = re.compile(r'<span class="bibtex-citation"[^>]*>(.*?)</span>', re.DOTALL)


def prose(path):
    """The Markdown of a page's source."""
    if path.suffix == ".md":
        return path.read_text("utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(c.source for c in cells if c.cell_type == "markdown")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_citation_says_what_the_page_prints(path):
    page = (HTML / "chapters" / f"{path.stem}.html").read_text("utf-8")
    printed = [
        html.unescape(re.sub(r"<[^>]+>", "", citation)).replace("\xa0", " ")
        for citation in PRINTED.findall(page)
    ]
    said = [text for text, _ in CITATION.findall(prose(path))]
    assert said
    assert said == printed


NUMBER = re.compile(r'class="eqno">\(([\d.]+)\)|class="caption-number">Fig. ([\d.]+) ')


def test_equations_and_figures_are_numbered_by_chapter():
    found = {}
    for path in sorted((HTML / "chapters").glob("0*.html")):
        for equation, figure in NUMBER.findall(path.read_text("utf-8")):
            chapter, number = (equation or figure).split(".")
            assert int(chapter) == int(path.stem[:2])
            found.setdefault((bool(figure), chapter), []).append(int(number))
    assert len(found) == 14, "seven chapters, each with equations and figures"
    for numbers in found.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
