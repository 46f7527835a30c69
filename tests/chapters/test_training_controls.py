"""The stored controls of chapters 2 and 3: what is told of them, and a row of each again."""

import numpy as np
import pytest

from nnbook.results import load
from tests.bench import race, trained_hinges
from tests.chapters.lesson import cells_of, holds, prose, says

RACE, HINGES = load("race"), load("trained_hinges")


def medians(rows, **case):
    """{rate: median} of the rows of this case."""
    mine = [r for r in rows if all(r[key] == value for key, value in case.items())]
    key = "right" if "right" in mine[0] else "off"
    assert all(len(r[key]) == 20 for r in mine)
    return {r["rate"]: np.median(r[key]) for r in mine}


def test_five_functions_solve_the_race_at_the_chapters_rate():
    for name in race.RACE.keys() - {"nothing", "logistic"}:
        assert medians(RACE, f=name)[0.5] > 0.95, name
    for f, rate in (("nothing", 0.5), ("nothing", 2.0), ("nothing", 0.1)):
        assert medians(RACE, f=f)[rate] < 0.65


def test_the_logistic_function_fails_by_its_slope_with_this_start_and_optimizer():
    plain = {"optimizer": "SGD", "factor": 1.0}
    for f in ("logistic", "σ − 1/2"):  # centred or not
        assert max(medians(RACE, f=f, **plain).values()) < 0.55
    larger = round(race.LARGER, 3)
    for case in (
        {"f": "4 (σ − 1/2)", **plain},
        {"f": "logistic", "optimizer": "SGD", "factor": larger},
        {"f": "logistic", "optimizer": "Adam", "factor": 1.0},
    ):
        assert max(medians(RACE, **case).values()) > 0.95
    says(
        prose(cells_of("02_activations")),
        "Centred, it learns nothing either; with four times the slope it learns",
        "$f$ *with this start and this optimizer*",
    )


def test_a_row_of_the_race_repeats():
    (row,) = [
        r
        for r in RACE
        if (r["f"], r["optimizer"], r["factor"], r["rate"])
        == ("logistic", "SGD", round(race.LARGER, 3), 0.5)
    ]
    again = race.right(race.RACE["logistic"], "SGD", 0.5, race.LARGER, starts=2)
    assert again == pytest.approx(row["right"][:2], abs=0.03)


def test_what_the_budget_and_the_hinges_do():
    def at(width, steps=1500, falling=False, placed=False):
        case = {"width": width, "steps": steps, "falling": falling, "placed": placed}
        return medians(HINGES, **case)

    text = prose(cells_of("03_networks"))
    plain, longer, steady = at(16), at(16, 6000, True), at(16, 6000)
    even, even_longer = at(16, placed=True), at(16, 6000, True, True)
    best = min(min(r["off"]) for r in HINGES if r["width"] == 16)
    close = min(longer.values())
    says(
        text,
        f"the median of twenty is {plain[0.01]:.2f} after 1,500 steps; at 0.03 it is"
        f" {plain[0.03]:.2f}, with four times the steps {close:.2f}, whether",
        f"The best of all is off by {best:.2f}, nearly what was built",
        f"they give {min(even.values()):.2f} at once, but with the larger budget"
        f" {min(even_longer.values()):.2f}",
    )
    assert abs(close - min(steady.values())) < 0.01  # "whether the rate falls or not"
    few = [at(w, *b) for w in (4, 8) for b in ((1500,), (6000, True))]
    lucky = min(min(r["off"]) for r in HINGES if r["width"] == 4)
    most = [r["off"] for r in HINGES if r["width"] in (32, 64)]
    holds(
        text,
        {
            "With 4 and 8 units most runs stay near 1 whatever": (
                min(min(m.values()) for m in few),
                0.9,
                1.2,
            ),
            "the luckiest with 4 units beats the network that was built": (
                lucky,
                0,
                0.9,
            ),
            "With 32 and 64 all runs learn": (
                max(
                    max(off)
                    for rate, off in zip(trained_hinges.RATES * 4, most, strict=True)
                    if rate in (0.01, 0.03)
                ),
                0,
                0.9,
            ),
            "several times the error of what exists": (
                min(at(32, 6000, True).values()) / 0.019,
                3,
                15,
            ),
        },
    )
    for budget in ((1500,), (6000, True)):  # "At every budget more units come closer"
        errors = [min(at(width, *budget).values()) for width in (8, 16, 32, 64)]
        assert errors == sorted(errors, reverse=True)


def test_a_row_of_the_hinges_repeats_and_is_the_chapters_training():
    (row,) = [
        r
        for r in HINGES
        if (r["width"], r["rate"], r["steps"], r["falling"], r["placed"])
        == (16, 0.01, 1500, False, False)
    ]
    again = trained_hinges.off(16, 0.01, 1500, False, starts=3)
    assert again == pytest.approx(row["off"][:3], abs=0.01)
    printed = "".join(
        output.get("text", "")
        for cell in cells_of("03_networks")
        if cell.metadata.get("name") == "width"
        for output in cell.outputs
    )
    assert f"trained {min(row['off'][:3]):.2f}" in printed
