"""Three faces and one scale of type, in all that a page shows: as the browser has it.

That no style sheet sets another size: tests/js/type.test.mjs. What a face is cut of, and
what it weighs: tests/press/test_faces.py.
"""

import io

import pytest
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import FontProperties

from nnbook.plots.style import LABEL, NOTE, use_book_style
from tests.browser.built import pages

# 18 px × 1.2ⁿ. The two lowest are those of figures; Chinese letters, which look larger,
# have .94 of what they stand in, and code in a sentence .86.
SCALE = (13, 15, 18, 21.6, 26, 44.8)
PLACES = {
    "plot": {"NN Sans"},
    "figure": {"NN Sans", "NN Code"},
    "page": {"NN Serif", "NN Sans", "NN Code"},
}

# Of all letters that are seen: where, in which face, how large on the screen. A sign that
# is drawn as a letter (Σ in its disc) is a picture; formulas have a face of their own.
LETTERS = """() => {
    const found = {};
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim();
        const node = walker.currentNode.parentElement;
        if (!text || node.closest("script, style, noscript, option, mjx-container"
            + ", .nn-sr-only, .nn-sigma, .nn-symbol, sub, sup")) continue;
        if (!node.checkVisibility({ visibilityProperty: true })) continue;
        const style = getComputedStyle(node);
        const svg = node.closest(".nn-figure svg");
        const drawn = svg
            ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        const em = (node.closest("[lang=zh-Hans]") ? 0.94 : 1)
            * (node.closest(":not(pre) > code") && !node.closest("pre") ? 0.86 : 1);
        const where = svg ? "plot" : node.closest(".nn-widget") ? "figure" : "page";
        const face = style.fontFamily.split(",")[0].replaceAll('"', "");
        const size = (parseFloat(style.fontSize) * drawn / em).toFixed(1);
        found[[where, face, size]] ??= [where, face, Number(size), text.slice(0, 40)];
    }
    return Object.values(found);
}"""


@pytest.mark.parametrize("path", pages())
def test_letters_have_the_faces_and_the_sizes_of_the_book(visit, path):
    page = visit(path)
    wrong = []
    for where, face, size, text in page.evaluate(LETTERS):
        sizes = SCALE if where == "page" else SCALE[:2]
        fits = any(abs(size - one) < 0.11 for one in sizes)
        if face not in PLACES[where] or not fits:
            wrong.append(f"{where}: {text!r} in {face}, {size} px")
    assert wrong == []


def test_a_plots_labels_are_as_wide_as_matplotlib_has_measured_them(visit):
    page = visit("chapters/05_gradients.html")
    labels = page.evaluate(
        """async () => {
            const file = "../_static/fonts/sans.woff2";
            const face = await new FontFace("Measured", `url(${file})`).load();
            document.fonts.add(face);
            const context = document.createElement("canvas").getContext("2d");
            return [...document.querySelectorAll(".nn-figure text")].map((node) => {
                const size = parseFloat(getComputedStyle(node).fontSize);
                context.font = `${size}px Measured`;
                context.textRendering = "geometricPrecision";
                return [node.textContent, size, context.measureText(node.textContent).width];
            });
        }"""
    )
    assert len(labels) > 80
    use_book_style()
    renderer = RendererSVG(348, 209, io.StringIO())
    for text, size, width in labels:
        assert size in (LABEL, NOTE), text
        face = FontProperties(size=size)
        measured, *_ = renderer.get_text_width_height_descent(text, face, False)
        assert width == pytest.approx(measured, rel=0.01, abs=0.2), text
