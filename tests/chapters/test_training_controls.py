"""The stored controls of chapters 2 and 3: what is told of them, and a row of each again."""

import re

import numpy as np
import pytest

from nnbook.grading.question import load_question
from nnbook.results import load
from tests.bench import comeback, logistic_depths, race, trained_hinges
from tests.chapters.lesson import cells_of, holds, printed, prose, says, word

RACE, HINGES = load("race"), load("trained_hinges")
DEPTHS, COMEBACK = load("logistic_depths"), load("comeback")


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
        {"f": "logistic", "optimizer": "RMSprop", "factor": 1.0},
        {"f": "logistic", "optimizer": "Momentum", "factor": 1.0},
    ):
        assert max(medians(RACE, **case).values()) > 0.95
    (fast,) = [r for r in RACE if r["optimizer"] == "Momentum" and r["rate"] == 2.0]
    assert np.median(fast["right"]) > 0.95 > 0.55 > min(fast["right"])
    solved = [medians(RACE, f=name)[0.5] for name in race.RACE][2:]
    assert 0.975 < min(solved) and max(solved) > 0.995
    says(
        prose(cells_of("02_activations")),
        "over twenty starts their medians are 98 to nearly 100%",
        "momentum adds up the steps that agree, and at a rate of 2 that is enough, though"
        " not from every start",
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


def test_centring_in_the_race_is_predicted_as_the_cell_finds_it():
    best = max(medians(RACE, f="σ − 1/2").values())
    question = load_question("centring-in-the-race")
    (right,) = [o for o in question.details["options"] if o.get("correct")]
    assert question.predict and right["text"] == "About half, as before."
    for option in question.details["options"]:
        assert f"{best:.0%}" in option["feedback"]
    assert best == max(
        medians(RACE, f="logistic", factor=1.0, optimizer="SGD").values()
    )


def test_depth_stops_the_logistic_network_and_not_those_with_a_slope_of_one():
    best = {
        (f, depth): max(medians(DEPTHS, f=f, depth=depth).values())
        for f in logistic_depths.FUNCTIONS
        for depth in (1, 2, 3)
    }
    at = medians(DEPTHS, f="logistic", depth=1)
    holds(
        prose(cells_of("02_activations")),
        {
            "the logistic network solves the task, given a rate of 8": (at[8], 0.98, 1),
            "at the race's 0.5 it has got to 80% after 500 steps": (
                at[0.5],
                0.795,
                0.805,
            ),
            "With two it gets two points in three": (best["logistic", 2], 0.62, 0.7),
            "with three it learns nothing at any rate": (
                best["logistic", 3],
                0.5,
                0.52,
            ),
            "made four times as steep do not mind the depth": (
                min(best[f, d] for f, d in best if f != "logistic"),
                0.98,
                1,
            ),
        },
    )
    shown = printed(cells_of("02_activations"), "depths")
    rows = re.findall(r"^(.*?) +(\d) hidden: +(\d+)%", shown, re.M)
    assert {(f, int(d)): int(share) for f, d, share in rows} == {
        case: round(100 * share) for case, share in best.items()
    }


def test_a_row_of_the_depths_repeats():
    (row,) = [
        r for r in DEPTHS if (r["f"], r["depth"], r["rate"]) == ("logistic", 1, 2.0)
    ]
    again = race.right(race.RACE["logistic"], "SGD", 2.0, starts=2, depth=1)
    assert again == pytest.approx(row["right"][:2], abs=0.01)


def back_by(row, step):
    """How many units were active again at this step or before."""
    return sum(back is not None and back <= step for back in row["back"])


def test_dead_units_come_back_where_the_layer_below_moves():
    text = prose(cells_of("02_activations"))
    back = {(r["layer"], r["rate"]): back_by(r, comeback.STEPS) for r in COMEBACK}
    assert all(len(r["back"]) == 20 for r in COMEBACK)
    carried = {rate: back["second", rate] for rate in comeback.RATES}
    for (layer, _), count in back.items():
        assert (count > 0) == (layer == "second"), layer
    question = load_question("which-rate-revives")
    options = question.details["options"]
    (right,) = [option for option in options if option.get("correct")]
    (most,) = [rate for rate in carried if carried[rate] == max(carried.values())]
    assert question.predict and right["text"].startswith(f"At {most:g}, ")
    assert carried[most] == 20
    last = max(
        next(r for r in COMEBACK if r["layer"] == "second" and r["rate"] == most)[
            "back"
        ]
    )
    says(right["feedback"], f"all 20, the last one after {last} steps")
    says(options[0]["feedback"], f"{carried[0.1]} of 20")
    says(options[1]["feedback"], f"{carried[0.5]} of 20")
    says(options[3]["feedback"], "{}, {} and {} of 20".format(*carried.values()))
    early = {back_by(r, 15 / r["rate"]) for r in COMEBACK if r["layer"] == "second"}
    (count,) = early  # the same number at each of the rates
    says(
        text,
        f"Where learning rate times steps is 15, {word(count)} of the twenty are back",
    )
    later = [back_by(r, 30 / r["rate"]) for r in COMEBACK if r["layer"] == "second"]
    says(text, "where it is 30, {}, {} and {}.".format(*map(word, later)))
    assert carried[0.1] < 10  # "at 0.1 most are still dead"
    shown = printed(cells_of("02_activations"), "comeback")
    counts = re.findall(r"^(.*?) +rate ([\d.]+): +(\d+) of 20", shown, re.M)
    assert {(layer, float(r)): int(n) for layer, r, n in counts} == back


def test_a_row_of_the_comeback_repeats():
    (row,) = [r for r in COMEBACK if (r["layer"], r["rate"]) == ("second", 2.0)]
    again = comeback.back_after(1, 2.0, starts=3)
    assert again == pytest.approx(row["back"][:3], abs=1)


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
