"""The section on a service says what its stored run has found."""

import pytest

from nnbook import plots, results
from nnbook.plots.service import PERCENTILES
from nnbook.recsys.serving.dry_run import LEAST_OVERLAP
from nnbook.recsys.serving.http import LOGGED, TO_ANSWER
from nnbook.recsys.serving.request import Request
from tests.bench.service import DAY, SITE
from tests.chapters.lesson import cells_of, holds, prose, says

PROSE = prose(
    [c for c in cells_of("beyond_one_machine") if c.get("id", "").startswith("svc-")]
)


@pytest.fixture(scope="module")
def stored():
    return results.load("service")


def test_what_was_asked():
    says(PROSE, f"a simulated site with {SITE['n_videos']:,} videos")
    assert 60 - DAY == 10  # the site's days
    says(PROSE, "We asked for the last ten days' pages")


def test_parts(stored):
    both, first, health = (
        stored["cpu"]["found"][name] for name in ("both", "first", "health")
    )

    def share(parts, *names):
        return sum(parts[name] for name in names) / sum(parts.values())

    largest = max(share(parts, name) for parts in (both, first) for name in parts)
    holds(
        PROSE,
        {
            "No part rules": (largest, 0.2, 0.55),
            "Of what the first stage takes, about half is HTTP and JSON": (
                share(first, "HTTP", "JSON"),
                0.4,
                0.65,
            ),
            "takes less than a fifth": (share(first, "index"), 0.05, 0.2),
            "about half of that time is still there": (
                health["HTTP"] / first["HTTP"],
                0.4,
                0.7,
            ),
            "features and models of a hundred candidates take as much as HTTP": (
                share(both, "features", "model") / share(both, "HTTP", "JSON"),
                0.75,
                1.4,
            ),
            "At two to three milliseconds of CPU each": (sum(both.values()), 1.5, 3.5),
            "one core is full at some hundred requests a second": (
                1000 / sum(both.values()),
                200,
                1000,
            ),
        },
    )


def test_rates(stored):
    rows = [row for row in stored["rates"]["found"] if row["asked"] == "both"]
    by_rate = {row["offered"]: row for row in rows}
    growth = {
        name: by_rate[400][f"{name}_ms"] / by_rate[100][f"{name}_ms"]
        for name in PERCENTILES
    }
    flat = by_rate[100]["p50_ms"] / by_rate[25]["p50_ms"]
    holds(
        PROSE,
        {
            "Well below that the lines are flat": (flat, 0.5, 1.5),
            "p99, which one request in a hundred exceeds, grows more than the median": (
                growth["p99"],
                max(1.5, growth["p50"]),
                1e3,
            ),
        },
    )
    says(PROSE, "a request that has waited for two seconds is refused")
    assert TO_ANSWER == 2


def test_swaps(stored):
    none, swapping = (stored["swaps"]["found"][name] for name in ("none", "swapping"))
    says(PROSE, "Nobody was refused", f"the last {LOGGED} requests are answered")
    assert none["failed"] == swapping["failed"] == 0
    says(PROSE, "The latencies rose all the same")
    assert swapping["p50_ms"] > none["p50_ms"]
    assert swapping["p99_ms"] > none["p99_ms"]


def test_versions(stored):
    found = stored["versions"]["found"]
    seeds = found["another seed"]["first"]
    holds(
        PROSE,
        {
            "by another seed, replaces four of ten": (1 - min(seeds), 0.35, 0.45),
            "What is broken shares hardly any": (
                max(found["items in another order"]["first"]),
                0,
                0.02,
            ),
            "draws the line at 0.3": (LEAST_OVERLAP, 0.3, 0.3),
            "three times each": (len(seeds), 3, 3),
            "the lists of ten are compared": (Request([], []).k, 10, 10),
        },
    )


def test_the_figure_draws_what_is_stored(stored):
    plots.use_book_style()
    parts, rates = plots.plot_service(stored)
    whole = sum(stored["cpu"]["found"]["both"].values())
    ends = [bar.get_x() + bar.get_width() for bar in parts.patches]
    assert max(ends) == pytest.approx(whole)
    rows = [row for row in stored["rates"]["found"] if row["asked"] == "both"]
    drawn = {line.get_label(): line.get_ydata().tolist() for line in rates.get_lines()}
    assert drawn == {n: [row[f"{n}_ms"] for row in rows] for n in PERCENTILES}
