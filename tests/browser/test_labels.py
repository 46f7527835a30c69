"""The texts of the widgets' pictures can be read: none meets another or is cut off."""

import pytest

from tests.browser.book_server import HTML
from tests.browser.drawing import settle

PAGES = sorted(
    f"chapters/{page.name}"
    for page in (HTML / "chapters").glob("*.html")
    if "data-widget=" in page.read_text("utf-8")
)
# Boxes as high as the type, which letters fill, however high the face's lines are. Two may
# touch.
UNREADABLE = r"""widget => {
    const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1
        && a.top >= b.top - 2 && a.bottom <= b.bottom + 2;
    const scrolls = (node) => node !== widget
        && (getComputedStyle(node).overflowX === "auto" || scrolls(node.parentNode));
    const texts = [...widget.querySelectorAll("svg text")].filter((text) =>
        text.textContent.trim() && text.getClientRects().length
        && text.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
    const boxes = texts.map((text) => {
        const { x, y, width, height } = text.getBoundingClientRect();
        const { a, b } = text.getScreenCTM();
        const type = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
        const isUpright = Math.abs(b) > Math.abs(a);
        const [dx, dy] = isUpright ? [(width - type) / 2, 0] : [0, (height - type) / 2];
        return new DOMRect(x + dx, y + dy, width - 2 * dx, height - 2 * dy);
    });
    const found = texts.filter((text, i) => !scrolls(text) && (
        !inside(boxes[i], widget.getBoundingClientRect())
        || getComputedStyle(text.closest("svg")).overflow !== "visible"
            && !inside(boxes[i], text.closest("svg").getBoundingClientRect())),
    ).map((text) => `cut off: ${text.textContent}`);
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b, k) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && high > 3) found.push(
            `${texts[i].textContent} meets ${texts[i + 1 + k].textContent}`);
    }));
    return found;
}"""


def states(page, widget):
    """Bring a widget into its presets and to the ends of its sliders; yield each name."""
    yield "start"
    for preset in widget.locator(".nn-bar > button").all():
        preset.click()
        yield preset.inner_text()
    for slider in widget.get_by_role("slider").all():
        for key in ("Home", "End"):
            if slider.is_visible() and slider.is_enabled():
                slider.focus()
                page.keyboard.press(key)
                yield f"{key} of {slider.get_attribute('aria-label')}"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_every_text_of_a_picture_can_be_read(visit, path, width):
    page = visit(path, width=width)
    problems = []
    for widget in page.locator("[data-widget]:not([data-widget=question])").all():
        widget.scroll_into_view_if_needed()
        for state in states(page, widget):
            settle(page)
            for problem in widget.evaluate(UNREADABLE):
                where = widget.get_attribute("id") or widget.get_attribute(
                    "data-widget"
                )
                problems.append(f"{where}, {state}: {problem}")
    assert not problems, "\n".join(problems)
