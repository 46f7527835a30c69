"""What every figure must do, tested over all of them, by mouse, finger and keyboard.

What a figure says of its own subject is tested in test_chapterN.py.
"""

import re

import pytest
from playwright.sync_api import expect

from nnbook import widgets
from tests.browser.drawing import settle
from tests.browser.figure import Mount
from tests.browser.finger import FREE_PLACE, REST, Finger
from tests.browser.hands import HANDS

PHONE = {"width": 360, "height": 740, "touch": True}
SMALLEST_LETTER, SMALLEST_TARGET = 13, 24  # px
# The header is 60 px high. A desk's window of 900 px shows a whole figure, a phone's of
# 740 its picture and its reading.
WHOLE, PICTURE_AND_READING = 780, 684
# What a picture may be taller than what is kept free for it, and lower: a sentence of
# the reading more or less.
HIGHER, LOWER = 1, 80

# Where XOR is asked for, the proof that no weights give it comes below the table.
GROWS = {widgets.McCullochPitts}

# Where some state is taller than the start: a link to it, and what then is shown. The
# names of columns stand upright; the reading of what was learned is long.
TALL = {
    widgets.CrossProduct: (
        "mode=binary&c=[[1,0,1,0],[0,1,1,0],[1,0,0,1]]&row=2",
        ".nn-named",
    ),
    widgets.MemorizeGeneralize: (
        "installed=cartoons&shown=podcasts&l1=40&dimensions=3&seed=7&steps=100",
        ".nn-reading:has-text('in 100 steps')",
    ),
}

every_figure = pytest.mark.parametrize(
    ("path", "widget"),
    sorted(((hand.page, widget) for widget, hand in HANDS.items()), key=str),
    ids=lambda value: getattr(value, "front_end", value),
)


def test_no_figure_is_forgotten():
    shown = {getattr(widgets, name) for name in widgets.__all__}
    # Questions are answered, dragged and typed in test_exercise_use.py.
    assert set(HANDS) == shown - {widgets.BookWidget, widgets.Question}


def presets(mount):
    """The buttons above the picture; Reset is the last."""
    return mount.root.locator(".nn-bar").get_by_role("button").all()


def press_keys(mount):
    """Do with the keyboard what the figure's hand says; the reading must change."""
    hand, said = HANDS[mount.widget], mount.reading()
    mount.root.locator(hand.focused).first.focus()
    for key in hand.keys:
        mount.page.keyboard.press(key)
    expect(mount.root.locator(".nn-reading")).not_to_have_text(said)


def back_at(said, widget):
    """The reading of the start, come back to: the map also says how far that turned."""
    if widget is not widgets.EmbeddingMap:
        return said
    turned = r" It turned by \d+°\."  # also where an earlier test has used the map
    length, rest = map(re.escape, re.sub(turned, "", said).split(". ", 1))
    return re.compile(rf"^{length}\.{turned} {rest}$")


def heights(mount):
    """What the page keeps free for a figure, and what the figure has, in pixels."""
    kept = mount.root.evaluate("node => parseFloat(getComputedStyle(node).minHeight)")
    return kept, mount.root.locator(".nn-widget").bounding_box()["height"]


def figure_on(page, widget):
    mount = Mount(page, widget.front_end)
    mount.widget = widget
    page.emulate_media(reduced_motion="reduce")  # nothing plays that was not started
    return mount


@every_figure
def test_it_says_what_it_shows_and_reset_brings_that_back(visit, path, widget):
    mount = figure_on(visit(path), widget)
    expect(mount.root).to_have_attribute("data-state", "ready")
    title = mount.root.locator(".nn-title").inner_text()
    expect(mount.root.get_by_role("group", name=title, exact=True)).to_be_visible()
    said = mount.reading()
    assert len(said) > 20
    press_keys(mount)
    for preset in presets(mount):
        preset.click()
        assert mount.reading()
    expect(mount.root.locator(".nn-reading")).to_have_text(back_at(said, widget))


@every_figure
def test_a_link_that_does_not_fit_is_told(visit, path, widget):
    mount = figure_on(visit(path), widget)
    said = mount.reading()
    mount.follow("no_such_trait=1")
    expect(mount.root.get_by_role("alert")).to_contain_text("no_such_trait = 1")
    assert mount.reading() == said


@every_figure
def test_in_use_it_is_accessible(visit, axe_in_both_themes, path, widget):
    mount = figure_on(visit(path), widget)
    for more in mount.root.locator("summary").all():
        more.click()
    press_keys(mount)
    assert axe_in_both_themes(mount.page, f"[id='{mount.name}']") == []


@every_figure
def test_at_a_desk_what_is_kept_free_is_its_height(visit, path, widget):
    kept, height = heights(figure_on(visit(path), widget))
    assert -HIGHER <= kept - height < LOWER, f"{height}, kept free {kept}"
    assert height <= WHOLE


@pytest.mark.parametrize("options", [PHONE, {}], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("path", "widget"),
    [(HANDS[widget].page, widget) for widget in TALL],
    ids=lambda value: getattr(value, "front_end", value),
)
def test_at_its_tallest_it_fits_what_is_kept_free(visit, path, widget, options):
    mount, (link, shown) = figure_on(visit(path, **options), widget), TALL[widget]
    mount.follow(link)
    expect(mount.root.locator(shown)).to_be_visible(timeout=60_000)
    kept, height = heights(mount)
    assert -HIGHER <= kept - height < 60, f"{height}, kept free {kept}"


@every_figure
def test_on_a_phone_it_fits_and_stays_as_high(visit, path, widget):
    page = visit(path, **PHONE)
    mount = figure_on(page, widget)
    kept, height = heights(mount)
    assert -HIGHER <= kept - height < LOWER, f"{height}, kept free {kept}"
    before = mount.root.bounding_box()["height"]
    for preset in presets(mount):
        preset.tap()
        settle(page)
        if widget not in GROWS:
            height = mount.root.bounding_box()["height"]
            assert height == pytest.approx(before, abs=1), preset.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    stage, reading = (
        mount.root.locator(part).bounding_box()
        for part in ("div.nn-stage", ".nn-reading")
    )
    shown = reading["y"] + reading["height"] - stage["y"]
    assert shown <= PICTURE_AND_READING
    letters = mount.root.locator("text, p, label, output").evaluate_all(
        "nodes => nodes.map((node) => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert min(letters) >= SMALLEST_LETTER
    # In a picture, where points have room around them, test_structure.py judges.
    for target in mount.root.locator("button:visible, label:visible:has(input)").all():
        assert target.bounding_box()["height"] >= SMALLEST_TARGET - 0.1


@every_figure
def test_one_finger_moves_it_and_scrolls_the_page(visit, path, widget):
    page = visit(path, **PHONE)
    mount, hand, finger = figure_on(page, widget), HANDS[widget], Finger(page)
    reading = mount.root.locator(".nn-reading")
    touched = mount.root.locator(hand.touched).first
    touched.evaluate("node => node.scrollIntoView({ block: 'center' })")
    said, place = reading.inner_text(), page.evaluate(REST)
    box = touched.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if any(hand.way):
        finger.drag(x, y, *hand.way)
    else:
        page.touchscreen.tap(x, y)
    expect(reading).not_to_have_text(said)
    assert page.evaluate(REST) == place, "it scrolls under the finger"

    x, y = mount.root.evaluate(FREE_PLACE)
    place = page.evaluate(REST)
    finger.drag(x, y, 0, -200)
    assert page.evaluate(REST) > place + 50, "it holds the page"
