"""From a term to its entry in the glossary and back, with the keyboard alone."""

import re

from playwright.sync_api import expect


def tab_to(page, target, at_most):
    """Press Tab until the target has the focus."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"not reached by Tab: {target}")


def test_a_term_leads_to_its_entry_and_the_entry_back(open_page):
    page = open_page("chapters/03_networks.html")
    term = page.locator("#use-input-layer")
    term.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapters/glossary.html#term-input-layer")
    entry = page.locator("#term-input-layer")
    expect(entry).to_be_in_viewport()

    back = page.locator(".nn-first-use a[href$='03_networks.html#use-input-layer']")
    expect(back).to_have_text(re.compile("One line for a layer"))
    tab_to(page, back, at_most=4)  # after the permanent links of the two names
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapters/03_networks.html#use-input-layer")
    expect(term).to_be_in_viewport()
    expect(term).to_be_focused()


def test_every_first_use_is_there(open_page):
    page = open_page("chapters/glossary.html")
    links = page.locator(".nn-first-use a")
    addresses = links.evaluate_all("nodes => nodes.map((a) => a.href)")
    assert len(addresses) == page.locator("dl.glossary > dd").count()
    anchors = {}
    for address in addresses:
        path, anchor = address.split("#")
        anchors.setdefault(path, []).append(anchor)
    for path, names in anchors.items():
        page.goto(path)
        missing = page.evaluate(
            "names => names.filter((id) => !document.getElementById(id))", names
        )
        assert not missing, f"{path} lacks {missing}"
