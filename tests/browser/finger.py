"""One finger on the screen of a page, and where it finds nothing to hold."""


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
