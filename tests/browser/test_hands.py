"""Every widget with one finger, and every page with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from nnbook import widgets
from tests.browser.built import pages
from tests.browser.hands import HANDS

PAGES = sorted({hand.page for hand in HANDS.values()})


def test_no_widget_is_forgotten():
    shown = {getattr(widgets, name) for name in widgets.__all__}
    # Questions are answered, dragged and typed in test_exercise_use.py.
    assert set(HANDS) == shown - {widgets.BookWidget, widgets.Question}


def rows(path):
    """The (front end, hand) of each widget whose row names this page."""
    return [(w.front_end, hand) for w, hand in HANDS.items() if hand.page == path]


class Finger:
    """One finger on the screen of a page, as the browser's own input hears it."""

    def __init__(self, page):
        self.page = page
        self.devtools = page.context.new_cdp_session(page)

    def touch(self, kind, *points):
        points = [{"x": x, "y": y} for x, y in points]
        self.devtools.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
        )

    def drag(self, x, y, right, down, steps=8):
        self.touch("touchStart", (x, y))
        for i in range(1, steps + 1):
            self.touch("touchMove", (x + right * i / steps, y + down * i / steps))
        self.touch("touchEnd")


# Until the page has not scrolled for some frames: a swipe lets it run on for a while.
REST = """() => new Promise((done) => {
    let [top, still] = [scrollY, 0];
    const look = () => {
        still = scrollY === top ? still + 1 : 0;
        top = scrollY;
        if (still > 8) done(Math.round(top));
        else requestAnimationFrame(look);
    };
    look();
})"""
# A place that is no handle, field or button, to put a finger on; in a picture if any.
FREE_PLACE = """root => {
    const stage = root.querySelector(".nn-stage");
    stage.scrollIntoView({ block: "center", behavior: "instant" });
    const box = stage.getBoundingClientRect();
    const [left, right] = [box.left + 4, box.right - 4];
    const top = Math.max(box.top + 4, 240);
    const bottom = Math.min(box.bottom - 4, innerHeight - 40);
    let free;
    for (let i = 1; i < 20; i++)
        for (let k = 1; k < 20; k++) {
            const x = left + ((right - left) * k) / 20;
            const y = bottom - ((bottom - top) * i) / 20;
            const node = document.elementFromPoint(x, y);
            const takes = "[role=slider], [role=button], button, input, label, .nn-point";
            if (!stage.contains(node) || node.closest(takes)) continue;
            if (node.closest("svg, canvas")) return [x, y];
            free ??= [x, y];
        }
    return free;
}"""


@pytest.mark.parametrize("path", PAGES)
def test_one_finger_moves_the_widgets_and_scrolls_the_page(open_page, path):
    page = open_page(path, width=360, height=740, touch=True)
    page.emulate_media(reduced_motion="reduce")  # no smooth scrolling to wait for
    finger = Finger(page)
    for name, hand in rows(path):
        root = page.locator(f"[id='{name}']")
        reading = root.locator(".nn-reading")
        touched = root.locator(hand.touched).first
        touched.evaluate("node => node.scrollIntoView({ block: 'center' })")
        said, place = reading.inner_text(), page.evaluate(REST)
        box = touched.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if any(hand.way):
            finger.drag(x, y, *hand.way)
        else:
            page.touchscreen.tap(x, y)
        expect(reading, name).not_to_have_text(said)
        assert page.evaluate(REST) == place, f"{name} scrolls under the finger"

        x, y = root.evaluate(FREE_PLACE)
        place = page.evaluate(REST)
        finger.drag(x, y, 0, -200)
        assert page.evaluate(REST) > place + 50, f"{name} holds the page"


# Notes each element that gets the focus, and what is wrong with how it has it.
WALK = """() => {
    const looks = ["outline", "boxShadow", "borderColor", "backgroundColor", "color",
        "stroke", "strokeWidth", "textDecoration"];
    const around = (node) => {
        const all = [node, ...[...node.querySelectorAll("*")].slice(0, 8)];
        for (let up = node.parentElement, i = 0; up && i < 4; up = up.parentElement, i++)
            all.push(up);
        return all;
    };
    const look = (nodes) => nodes.map((node) => {
        const style = getComputedStyle(node);
        return looks.map((name) => style[name]).join();
    }).join("|");
    const told = (node) => node.outerHTML.slice(0, 120);
    const walk = { seen: new Set(), unseen: [], covered: [] };
    let last = null;
    document.addEventListener("focusin", ({ target }) => {
        if (last && last.node.isConnected && look(last.nodes) === last.look)
            walk.unseen.push(told(last.node));
        const nodes = around(target);
        last = { node: target, nodes, look: look(nodes) };
        if (target === walk.first) walk.round = true;
        walk.first ??= target;
        walk.seen.add(target.closest(".nn-code") ?? target);
        const box = target.getBoundingClientRect();
        const header = document.querySelector(".bd-header-article");
        const under = header && !header.contains(target) && !target.closest(".sidebar")
            && box.bottom <= header.getBoundingClientRect().bottom
            && box.right > header.getBoundingClientRect().left;
        if (target.closest(".skip-link")) return;  // it comes from above, in a while
        if (under || box.bottom <= 0 || box.top >= innerHeight)
            walk.covered.push(told(target));
    });
    window.walk = walk;
    window.Worker = class { postMessage() {} terminate() {} };  // nothing is run here
}"""
# Every control that Tab must reach: of radio buttons of one name, any.
CONTROLS = """() => {
    const shown = (node) => node.checkVisibility({ visibilityProperty: true })
        && node.getBoundingClientRect().width > 0;
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea,"
        + " summary, [tabindex], [contenteditable=true]")];
    const controls = all.filter((node) => node.tabIndex >= 0 && !node.disabled && shown(node));
    const group = (node) => node.type === "radio" ? `radio ${node.name}`
        : node.closest(".nn-code") ?? node;
    const reached = new Set([...walk.seen].map(group));
    return { count: controls.length, missed: controls
        .filter((node) => !reached.has(group(node)))
        .map((node) => node.outerHTML.slice(0, 120)) };
}"""


@pytest.mark.parametrize("path", [*pages(), "search.html?q=neuron"])
def test_the_keyboard_reaches_and_moves_all(open_page, axe_in_both_themes, path):
    page = open_page(path)
    page.emulate_media(reduced_motion="reduce")  # looks change at once
    page.evaluate(WALK)
    page.evaluate("document.activeElement.blur()")
    for _ in range(2 * page.evaluate(CONTROLS)["count"] // 20 + 1):
        for _ in range(20):
            page.keyboard.press("Tab")
        # The table of contents unfolds with the place in the page: what came up behind
        # the focus is reached in a second round.
        if page.evaluate("walk.round") and not page.evaluate(CONTROLS)["missed"]:
            break
    walk = page.evaluate("({ unseen: walk.unseen, covered: walk.covered })")
    assert page.evaluate(CONTROLS)["missed"] == []
    assert walk == {"unseen": [], "covered": []}

    for name, hand in rows(path):
        root = page.locator(f"[id='{name}']")
        reading = root.locator(".nn-reading")
        said = reading.inner_text()
        root.locator(hand.focused).first.focus()
        for key in hand.keys:
            page.keyboard.press(key)
        expect(reading, name).not_to_have_text(said)
    if rows(path):
        assert axe_in_both_themes(page, "[data-widget]") == []
