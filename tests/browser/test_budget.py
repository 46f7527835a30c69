"""What a page costs before an exercise is touched stays within tests/browser/budget.toml."""

import pytest

from press.chromium import chromium
from tests.browser.built import pages
from tests.browser.page_cost import BUDGET, page_cost

LOADS = 5


@pytest.fixture(scope="session")
def browser():
    """The whole Chromium, which a reader has: the limits are what it takes."""
    with chromium(["chromium"]) as browser:
        yield browser


@pytest.mark.parametrize("path", pages())
def test_a_page_stays_within_its_budget(browser, book_url, path):
    best = {name: float("inf") for name in BUDGET}
    for _ in range(LOADS):
        cost = page_cost(browser, book_url + path)
        best = {name: min(best[name], cost[name]) for name in BUDGET}
        if all(best[name] <= limit for name, limit in BUDGET.items()):
            break
    assert best["bytes"] > 50_000
    for name, limit in BUDGET.items():
        assert best[name] <= limit, f"{name}: {best[name]:.0f}, not up to {limit}"
