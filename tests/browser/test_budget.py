"""What a page loads before an exercise is touched stays within tests/budget.toml."""

import tomllib

import pytest
from conftest import ROOT
from test_pages import pages

BUDGET = tomllib.loads((ROOT / "tests" / "budget.toml").read_text("utf-8"))


@pytest.mark.parametrize("path", pages())
def test_a_page_stays_within_its_bytes(browser, book_url, path):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    sizes = []
    devtools.on(
        "Network.loadingFinished",
        lambda event: sizes.append(event["encodedDataLength"]),
    )
    assert page.goto(book_url + path).ok
    page.wait_for_load_state("networkidle")
    # Fonts and pictures further down come when they are seen.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    context.close()
    assert 50_000 < sum(sizes) <= BUDGET["bytes"]["page"]
