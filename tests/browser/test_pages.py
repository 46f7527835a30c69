"""Every page of the built book, as a reader meets it."""

import ast
import re
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from tests import ROOT
from tests.browser.book_server import HTML
from tests.browser.built import pages
from tests.browser.conftest import start_figures
from tests.browser.drawing import change_theme, settle


@pytest.mark.parametrize("path", pages())
def test_no_accessibility_violations(visit, axe_in_both_themes, path):
    assert axe_in_both_themes(visit(path)) == []


# Which elements are shown, how large they are, and what they are called.
SHOWN = """[...document.querySelectorAll("body *")].map((node) => [
    node.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    Math.round(node.getBoundingClientRect().width),
    ...["role", "aria-label", "aria-hidden", "alt"].map((name) => node.getAttribute(name)),
].join()).join("|")"""


@pytest.mark.parametrize("path", pages())
def test_a_theme_changes_colours_alone(visit, path):
    page = visit(path)
    light = page.evaluate(SHOWN)
    change_theme(page, "dark")
    assert page.evaluate(SHOWN) == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_first_visit_follows_the_system(open_page, scheme):
    page = open_page("index.html", theme=scheme)
    assert page.evaluate("document.documentElement.dataset.theme") == scheme


def widget_calls(path):
    """How many cells of the notebook behind a page show a widget."""
    notebook = (ROOT / path).with_suffix(".ipynb")
    if not notebook.exists():
        text = (ROOT / path).with_suffix(".md").read_text("utf-8")
        return text.count("```{widget}")
    cells = nbformat.read(notebook, as_version=4).cells
    return sum(shows_a_widget(cell) or "opening" in cell.metadata for cell in cells)


def shows_a_widget(cell):
    """Tell whether a cell ends with the making of a widget."""
    from nnbook import widgets

    if cell.cell_type != "code" or not cell.source or "%pip" in cell.source:
        return False
    last = ast.parse(cell.source).body[-1]
    call = last.value if isinstance(last, ast.Expr) else None
    name = isinstance(call, ast.Call) and getattr(call.func, "id", None)
    return name in widgets.__all__


@pytest.mark.parametrize("path", pages())
def test_every_widget_of_the_source_is_on_the_page(visit, path):
    page = visit(path)
    mounts = page.locator("[data-widget]")
    expect(mounts).to_have_count(widget_calls(path))
    assert page.locator("[data-widget][data-state=ready]").count() == mounts.count()


# How much of an element can be seen on the first screen, as a share of its height.
SHARE_SEEN = """(node) => {
    const { top, bottom, height } = node.getBoundingClientRect();
    return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / height;
}"""
CHAPTERS = [path for path in pages() if path.startswith("chapters/0")]


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_opens_with_a_picture_that_asks(visit, path):
    page = visit(path)
    asked = page.locator("h1 + p")
    assert "?" in asked.inner_text() and len(asked.inner_text().split()) <= 45
    assert page.locator("h1 + p + #opening").count() == 1
    first = page.locator("article .cell, #what-you-will-learn").first
    assert page.locator("#opening").evaluate(
        "(node, other) => node.compareDocumentPosition(other) & 4",
        first.element_handle(),
    )
    stage = page.locator("#opening div.nn-stage")
    assert stage.evaluate(SHARE_SEEN) >= 0.45


# What a page does not wait for: on a slow machine or network it comes late.
LATE = re.compile(r"nnbook\.js|figures/|sphinx-theme\.js|\.woff")
# Each shift of the layout, and what moved from where to where.
SHIFTS = """new Promise((done) => {
    const shifts = [];
    const moved = ({ node, previousRect: from, currentRect: to }) =>
        [node?.outerHTML?.slice(0, 100), from.x, from.y, "to", to.x, to.y];
    const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
            shifts.push([entry.value, entry.sources.map(moved)]);
    });
    observer.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => done(shifts)));
})"""
# Where headings, figures and exercises stand.
PLACES = """[...document.querySelectorAll("h1, h2, h3, [data-widget], [data-exercise]")]
    .map((node) => [node.id, Math.round(node.getBoundingClientRect().top + scrollY)])"""


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", pages())
def test_nothing_moves_when_scripts_and_fonts_come_late(browser, book_url, path, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    held, free = [], []
    page.route(LATE, lambda route: route.continue_() if free else held.append(route))
    page.goto(book_url + path, wait_until="commit")
    page.wait_for_function(
        "document.readyState != 'loading'"
        " && performance.getEntriesByName('first-contentful-paint').length"
    )
    settle(page)
    before = page.evaluate(PLACES)
    free.append(True)
    for route in held:
        route.continue_()
    page.wait_for_load_state()
    start_figures(page)
    page.wait_for_function("document.fonts.status == 'loaded'")
    settle(page)
    shifts = page.evaluate(SHIFTS)
    assert sum(value for value, _ in shifts) < 0.05, shifts
    for (name, start), (_, end) in zip(before, page.evaluate(PLACES), strict=True):
        assert abs(end - start) <= 4, f"{name or 'the title'}: {start} to {end}"
    context.close()


def test_formulas_are_typeset_in_the_page_itself(browser, book_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in pages():
        page.goto(book_url + path)
        formulas = page.locator(".bd-article .math")
        typeset = page.locator(".bd-article .math > mjx-container")
        assert typeset.count() == formulas.count()
        for formula in typeset.all()[:1]:
            assert formula.bounding_box()["width"] > 0
        assert page.locator("script[src*=mathjax]").count() == 0
    context.close()


def test_no_script_for_a_live_kernel():
    for path in pages():
        html = (HTML / path).read_text("utf-8")
        for name in ("require.min.js", "html-manager", "thebe.js", "thebelab"):
            assert name not in html, f"{path} loads {name}"


def test_a_page_loads_no_search_and_no_icons():
    """Icons are in the page, search has a page of its own."""
    for path in pages():
        html = (HTML / path).read_text("utf-8")
        assert html.count('<svg class="nn-icon') > 10
        assert not re.search(r'<(?!svg)\w+ class="[^"]*\bfa-', html), path
        for name in ("fontawesome", "searchindex.js", "searchtools.js"):
            assert name not in html, f"{path} loads {name}"


def test_menus_come_when_a_reader_turns_to_them(open_page):
    page = open_page("chapters/01_neurons.html")
    loaded = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    for part in ("bootstrap", "logo_colab", "fontawesome"):
        assert not any(part in name for name in page.evaluate(loaded))
    button = page.get_by_role("button", name="Launch interactive content")
    button.evaluate("node => node.click()")  # before anything has come
    menu = page.locator(".dropdown-launch-buttons .dropdown-menu")
    expect(menu.get_by_role("link", name="Colab")).to_be_visible()
    button.press("Escape")
    expect(menu).to_be_hidden()


def test_a_link_in_the_prose_sets_a_widget(open_page):
    page = open_page("chapters/02_activations.html#activation-explorer?f=tanh&z=-2")
    widget = page.locator("#activation-explorer")
    assert widget.locator(".nn-reading").inner_text().startswith("At z = −2.00, tanh")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("02_activations.html#activation-explorer?z=blue", "a number from −6 to 6"),
        ('02_activations.html#activation-explorer?f=[["a"]]', "each one of step,"),
        ("01_neurons.html#neuron?spikes=1", "a list of 0 to 200 entries, each [time"),
        ("01_neurons.html#perceptron-learning?points=1", "a list of 0 to 60 entries"),
        ("01_neurons.html#mcculloch-pitts?target=toString", "one of AND, OR, NAND"),
        ("06_youtube_retrieval.html#funnel?exact=1", "no link can change it"),
    ],
)
def test_a_wrong_link_is_told(open_page, link, expected):
    page = open_page(f"chapters/{link}")
    name, _, asked = link.partition("#")[2].partition("?")
    figure = page.locator(f"[id='{name}']")
    before = figure.locator(".nn-reading").inner_text()
    notice = figure.get_by_role("alert")
    expect(notice).to_contain_text(f"asks for {asked.replace('=', ' = ')}, but ")
    expect(notice).to_contain_text(expected)
    # The figure lives: what fits is set, and the notice goes.
    change = {
        "activation-explorer": "f=tanh",
        "funnel": "stages=index",
        "mcculloch-pitts": "bias=1",
        "neuron": "spikes=[]",
        "perceptron-learning": "points=[]",
    }[name]
    page.evaluate("hash => { location.hash = hash }", f"#{name}?{change}")
    expect(notice).to_have_count(0)
    expect(figure).to_have_attribute("data-state", "ready")
    expect(figure.locator(".nn-reading")).not_to_have_text(before)


def test_the_search_index_has_the_chapters():
    assert Path(HTML / "searchindex.js").exists()
    titles = (HTML / "searchindex.js").read_text("utf-8")
    for word in ("Neurons", "Activation functions"):
        assert f'"{word}": [[' in titles
