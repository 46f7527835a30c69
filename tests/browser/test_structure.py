"""Every page at three widths, and as it is read aloud or without styles."""

import pytest

from tests.browser.built import pages
from tests.browser.drawing import settle

ALL = [*pages(), "search.html?q=neuron"]
WIDTHS = (360, 768, 1280)  # a phone, a tablet, a desk

# What a finger must hit: controls smaller than 24 × 24 px (WCAG 2.5.8), but for
#   links within a sentence (their height is the line's),
#   controls with room around them: a circle of 24 px about the middle of one meets no
#   other control and no such circle of another small one,
#   the cell with the focus in a grid of apps: two menus beside it do the same.
SMALL = """() => {
    const shown = (node) => node.checkVisibility({ visibilityProperty: true })
        && node.getBoundingClientRect().width > 0 && !node.disabled;
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea,"
        + " summary, [role=button], [role=slider], [role=radio], [role=checkbox]")];
    const box = (node) => {
        const label = /radio|checkbox/.test(node.type) && node.labels[0];
        return (label || node).getBoundingClientRect();
    };
    const byKeys = ".skip-link a";  // seen only where the keyboard is used
    const targets = all.filter((node) => shown(node) && !node.matches(byKeys)).map((node) => ({ node, box: box(node) }));
    const small = ({ box }) => box.width < 23.9 || box.height < 23.9;
    const inSentence = ({ node }) => node.matches("a")
        && getComputedStyle(node).display === "inline"
        && node.parentElement.textContent.trim() !== node.textContent.trim();
    const middle = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
    const apart = (one, other) => {
        const [x, y] = middle(one), [a, b] = middle(other), far = other.box;
        const right = Math.max(far.left - x, 0, x - far.right);
        const down = Math.max(far.top - y, 0, y - far.bottom);
        return Math.hypot(right, down) >= 12
            && (!small(other) || Math.hypot(a - x, b - y) >= 24);
    };
    const alone = (one) => targets.every((other) => other === one
        || one.node.contains(other.node) || other.node.contains(one.node)
        || apart(one, other));
    return targets.filter((target) => small(target) && !inSentence(target)
        && !alone(target) && !target.node.matches(".nn-pair-grid .nn-cursor"))
        .map(({ node, box }) => [node.outerHTML.slice(0, 120), box.width, box.height]);
}"""
# What scrolls sideways in its own box, and no key can reach.
UNREACHED = """() => [...document.querySelectorAll("body *")].filter((node) =>
    node.scrollWidth > node.clientWidth + 1
    && /auto|scroll/.test(getComputedStyle(node).overflowX)
    && node.checkVisibility() && node.clientWidth > 1
    && node.tabIndex < 0 && !node.querySelector("a, button, input, [tabindex='0']"))
    .map((node) => node.outerHTML.slice(0, 120))"""


# Lines of code or output that end beyond the edge of their block.
CUT = """() => [...document.querySelectorAll(
    ".bd-article :is(pre, textarea, .nn-code-lines)")].filter((node) =>
    node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
    .map((node) => node.textContent.slice(0, 120))"""


# The theme's sidebars have slid to where a window of this width has them.
STANDS = "!document.getAnimations().some((one) => one instanceof CSSTransition)"


@pytest.mark.parametrize("path", ALL)
def test_every_width_fits_and_fingers_can_hit_all(open_page, path):
    page = open_page(path, touch=True, width=WIDTHS[0])
    closed = page.locator("details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(f"document.documentElement.scrollWidth == {width}")
        page.wait_for_function(STANDS)
        settle(page)  # figures draw themselves anew
        assert page.evaluate(SMALL) == [], width
        assert page.evaluate(CUT) == [], width
        page.wait_for_function(f"!({UNREACHED})().length")


def test_wrapped_code_is_copied_as_it_was_written(visit):
    page = visit("chapters/04_backpropagation.html")
    page.set_viewport_size({"width": 360, "height": 900})
    copied = page.locator(".cell_input pre:visible").evaluate_all(
        """nodes => nodes.map((node) => {
            getSelection().selectAllChildren(node);
            const clone = node.cloneNode(true);  // what the button copies
            return [getSelection().toString(), clone.innerText, node.textContent];
        })"""
    )
    assert len(copied) > 50
    for selected, by_button, code in copied:
        assert selected.strip("\n") == by_button.strip("\n") == code.strip("\n")


def test_a_page_taken_again_begins_at_its_top(visit):
    page = visit("chapters/01_neurons.html")
    page.locator("main article p").nth(12).click(position={"x": 1, "y": 1})
    page = visit("chapters/01_neurons.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert page.evaluate("scrollY") == 0


HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((node) => node.closest("main") && node.checkVisibility())
    .map((node) => [Number(node.tagName[1]), node.textContent.trim()])"""


@pytest.mark.parametrize("path", ALL)
def test_a_page_can_be_read_in_order(visit, path):
    page = visit(path)
    levels = [level for level, text in page.evaluate(HEADINGS) if text]
    assert levels[0] == 1 and levels.count(1) == 1
    steps = [after - before for before, after in zip(levels, levels[1:], strict=False)]
    assert max(steps, default=0) <= 1, "a level of headings is skipped"

    # The first stop of Tab leads past menu and search, to the text.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash == '#main-content'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")

    # Each picture is named, unless it only decorates what is named already.
    unnamed = page.evaluate(
        """[...document.querySelectorAll("main img, main svg, main canvas")].filter(
            (node) => !node.closest("[aria-hidden=true], button, a, [role=button]")
                && !node.parentElement.closest("[role=img]")
                && !(node.getAttribute("alt") || node.getAttribute("aria-label"))
        ).map((node) => node.outerHTML.slice(0, 120))"""
    )
    assert unnamed == []
    alts = page.locator(".nn-figure > svg").evaluate_all(
        "nodes => nodes.map((node) => node.getAttribute('aria-label'))"
    )
    for alt in alts:
        assert len(alt) > 30 and " " in alt, alt
    assert len(set(alts)) == len(alts), "two figures that say the same"

    # In the order of the source: the text, then what is beside it; within a
    # figure its title, controls, picture and reading.
    order = page.evaluate(
        """["#pst-skip-link", "main article", ".bd-sidebar-secondary"]
            .map((name) => document.querySelector(name)).filter(Boolean)
            .every((node, i, all) => !i || all[i - 1].compareDocumentPosition(node)
                & Node.DOCUMENT_POSITION_FOLLOWING)"""
    )
    assert order
    parts = page.locator("[data-widget] > div > .nn-widget:not(.nn-question)")
    for names in parts.evaluate_all(
        """nodes => nodes.map((node) => [...node.querySelectorAll(
            ":scope > .nn-title, :scope > * > .nn-controls, :scope > * > .nn-stage,"
            + ":scope > .nn-reading")].map((part) => part.classList[0]))"""
    ):
        assert names[:4] == ["nn-title", "nn-controls", "nn-stage", "nn-reading"]
