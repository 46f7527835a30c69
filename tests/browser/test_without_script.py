"""Pages in a browser that runs no script: each figure is a picture that says what it shows.

Without a picture a figure is its sentence; where pictures come from: press/site/pictures.py.
"""

import pytest

from press.site.pictures import SCALE
from tests.browser.built import figures, pages

# Of each figure's mount: its picture's width on the page, of how many pixels it is, its
# text, and whether the sentence stands there once more.
SHOWN = """async (nodes) => {
    const found = [];
    for (const node of nodes) {
        const picture = node.querySelector("noscript > img");
        picture?.scrollIntoView();
        await picture?.decode();
        found.push([node.id, picture?.clientWidth, picture?.naturalWidth, picture?.alt,
            node.querySelector("p").checkVisibility(), node.clientHeight]);
    }
    return found;
}"""
WITH_FIGURES = [path for path in pages() if figures(path)]


def test_there_are_pages_with_figures():
    assert len(WITH_FIGURES) > 8


@pytest.mark.parametrize("width", [1280, 360])
def test_each_figure_is_a_picture(browser, book_url, width):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    for path in WITH_FIGURES if width == 1280 else WITH_FIGURES[:2]:
        page.goto(book_url + path)
        mounts = page.locator("[data-widget]:not([data-widget=question])")
        found = mounts.evaluate_all(SHOWN)
        assert [name for name, *_ in found] == list(figures(path))
        for name, shown, pixels, text, twice, height in found:
            own = pixels / SCALE
            assert shown == pytest.approx(min(own, width - 34), abs=3), name
            assert own > 450, name
            assert len(text) > 60 and not twice, name
            assert 90 < height < 900, name
    context.close()
