"""A link that sets a figure's state brings that figure to its sentence (site/dock).

Which place it takes and how small it is drawn there: tests/js/dock.test.mjs.
"""

import re

import pytest
from playwright.sync_api import expect

from tests import ROOT
from tests.browser.book_server import HTML
from tests.browser.built import pages
from tests.browser.conftest import start_figures
from tests.browser.drawing import settle

FOLLOW = (ROOT / "tests" / "browser" / "follow_links.js").read_text("utf-8")
LINKS = re.compile(r'<a class="nn-state-link[^>]*>')
SIZES = ((1280, 900), (768, 1024), (360, 740))
FIVE = "chapters/05_gradients.html"


def links(path):
    """How many links of a page set a figure's state."""
    return len(LINKS.findall((HTML / path).read_text("utf-8")))


@pytest.mark.parametrize("path", [path for path in pages() if links(path)])
def test_after_each_link_sentence_picture_and_reading_are_in_view(visit, path):
    page = visit(path)
    page.emulate_media(reduced_motion="reduce")
    wrong = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        found = page.evaluate(FOLLOW)
        assert len(found) == links(path)
        wrong += [(width, one) for one in found if one["wrong"]]
    assert wrong == []


def test_the_keyboard_goes_to_the_figure_and_back(visit, axe_in_both_themes):
    page = visit("index.html")
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 360, "height": 740})
    link = page.locator("main a.nn-state-link").first
    id_ = "draw-a-digit"
    link.evaluate("node => node.scrollIntoView({ block: 'center' })")
    link.focus()
    page.keyboard.press("Enter")
    panel = page.locator("[data-docked]")
    expect(panel).to_have_attribute("data-docked", id_)
    title = panel.locator(".nn-title").inner_text()
    expect(page.get_by_role("region", name=f"{title}, beside the text")).to_be_visible()
    expect(panel.locator(":scope > [role=status]")).to_contain_text("Escape")
    assert link.get_attribute("aria-details") == panel.get_attribute("id")
    # In its place nothing can be reached, but a button that puts it back.
    place = page.locator(f"[id='{id_}']")
    assert place.locator(".nn-still").evaluate("node => node.inert")

    # It follows the sentence in the order of the page; again on the link leads into it.
    assert link.evaluate("node => document.activeElement === node")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("button", name="Controls")).to_be_focused()
    assert axe_in_both_themes(page, "main") == []
    page.keyboard.press("Enter")
    expect(panel.locator(".nn-bar")).to_be_visible()
    page.keyboard.press("Enter")
    expect(panel.locator(".nn-bar")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(link).to_be_focused()
    expect(place.locator(".nn-reading")).to_have_count(1)

    # Tapped again, and closed with one tap; then left by scrolling past the section.
    link.click()
    panel.get_by_role("button", name="Put the figure back").click()
    expect(panel).to_have_count(0)
    link.click()
    expect(panel).to_have_count(1)
    page.locator("main article section").last.evaluate("node => node.scrollIntoView()")
    expect(panel).to_have_count(0)


ORDER = """
window.readied = [];
new MutationObserver((changes) => {
    for (const { target } of changes)
        if (target.dataset?.state === "ready") readied.push(target.id);
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
"""


def test_an_address_starts_its_figure_first_and_moves_no_reader(browser, book_url):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(ORDER)
    page = context.new_page()
    page.goto(f"{book_url}{FIVE}#race?depth=20&entries=tanh,residual&lr=0.03&steps=100")
    page.wait_for_function("window.readied?.length")
    assert page.evaluate("readied[0]") == "race"
    start_figures(page)
    assert page.evaluate("readied.length") > 5
    race = page.locator("#race")
    expect(race.locator(".nn-reading")).to_contain_text("After 100 steps")
    expect(race).to_be_in_viewport()
    # Back and forth sets states, and leaves the reader where they are.
    link = page.locator("main a.nn-state-link[href*='#race?']").first
    link.evaluate("node => node.scrollIntoView({ block: 'center' })")
    link.click()
    settle(page)
    place = link.bounding_box()
    page.go_back()
    settle(page, 4)
    assert link.bounding_box() == pytest.approx(place, abs=2)
    expect(page.locator("[data-docked]")).to_have_count(0)
    context.close()
