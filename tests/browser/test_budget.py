"""What a page costs before an exercise is touched stays within tests/budget.toml."""

import pytest
from page_cost import BUDGET, page_cost
from test_pages import pages

LOADS = 5
# The limits of times are for a machine that does nothing else, as for `make bench`; here
# two workers share it. Bytes are the same on every machine.
BUSY = {"bytes": 1, "first_widget": 2, "longest_task": 2}
LIMITS = {name: BUSY[name] * limit for name, limit in BUDGET.items()}


@pytest.mark.parametrize("path", pages())
def test_a_page_stays_within_its_budget(browser, book_url, path):
    best = {name: float("inf") for name in BUDGET}
    for _ in range(LOADS):
        cost = page_cost(browser, book_url + path)
        best = {name: min(best[name], cost[name]) for name in BUDGET}
        if all(best[name] <= limit for name, limit in LIMITS.items()):
            break
    assert best["bytes"] > 50_000
    for name, limit in LIMITS.items():
        assert best[name] <= limit, f"{name}: {best[name]:.0f}, not up to {limit}"
