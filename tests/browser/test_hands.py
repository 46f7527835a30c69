"""Every page with the keyboard alone."""

import pytest

from tests.browser.built import pages

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
def test_the_keyboard_reaches_all(open_page, path):
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
