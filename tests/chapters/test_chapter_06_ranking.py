"""Chapter 6, ranking: its cells say what its text says, its figures show the data."""

import inspect
import re
from urllib.parse import parse_qsl

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from torch.nn.functional import softplus

from nnbook import plots, results
from nnbook.grading.question import load_question
from nnbook.recsys.evaluation.pairs import per_user_loss
from nnbook.recsys.features.quantiles import QuantileNormalizer
from nnbook.recsys.models.embedding import dim_of
from nnbook.recsys.training.ranker import exact_weighted_loss, weighted_logistic_loss
from nnbook.widgets import WeightedLogistic
from tests.chapters.lesson import (
    cells_of,
    defined,
    holds,
    predicted,
    printed,
    prose,
    says,
    word,
)

matplotlib.use("svg")
CELLS = cells_of("06_youtube_ranking")
TEXT = prose(CELLS)


@pytest.fixture(scope="module")
def lesson():
    """Everything that the chapter's cells define, exercises left out."""
    return defined("06_youtube_ranking")


def test_the_quantile_of_the_lesson_equals_the_package(lesson):
    rng = np.random.default_rng(0)
    values, x = rng.integers(0, 50, 200), rng.uniform(-5, 60, 100)
    theirs = QuantileNormalizer().fit(values).transform(x)
    assert np.allclose(lesson["quantile"](values, x), theirs, atol=1e-6)


def test_two_videos_at_the_top():
    """10% and half a minute, 2% and ten minutes: minutes of 100 people, and of one."""
    loud, lecture = 0.10 * 0.5, 0.02 * 10
    says(
        TEXT,
        f"Of 100 people who are shown the first video, you get {100 * loud:.0f} minutes",
        f"of 100 who are shown the second, {100 * lecture:.0f}.",
        f"$0.10 \\cdot 0.5 = {loud:.2f}$ minutes",
        f"$0.02 \\cdot 10 = {lecture:.1f}$ minutes",
    )
    holds(TEXT, {"for the lecture is fifty times as large": (10 / lecture, 49.9, 50.1)})


def test_the_log_is_what_the_text_says(lesson):
    clicked, vocabulary = lesson["shown"].clicked, len(lesson["site"].videos)
    dim = lesson["model"].videos.weight.shape
    left = vocabulary - dim[0]
    # The loss that would let the network answer minutes: "98 of 100 ... have 0".
    holds(
        TEXT,
        {
            "Clicks are rare: one in fifty": (1 / clicked.mean(), 48, 52),
            "98 of 100 impressions have 0 minutes": (
                100 * (~clicked).mean(),
                97.5,
                98.5,
            ),
            "on a million impressions": (len(lesson["training"]["page"]), 9e5, 1.2e6),
            f"one of the {left} videos that were clicked least": (left, 450, 450),
        },
    )
    lengths = [dim_of(n) for n in (vocabulary, 10**6)]
    says(
        TEXT,
        f"{lengths[0]} numbers for {vocabulary} videos, {lengths[1]} for a million",
    )
    most = inspect.signature(QuantileNormalizer).parameters["n_quantiles"].default
    says(TEXT, f"it keeps at most {most:,} values", f"there are more than {most:,}")


def test_examples_by_hand(lesson):
    minutes, negatives = (2, 4, 6), 97
    odds = sum(minutes) / negatives
    quarter = (1 + 0.5) / 4
    says(
        TEXT,
        f"\\frac{{{sum(minutes)}}}{{{negatives}}} = {odds:.3f}",
        f"\\frac{{{sum(minutes)}}}{{100}} = {sum(minutes) / 100:.3f}",
        f"is $1.5 / 4 = {quarter}$",
    )
    assert lesson["quantile"]([10, 20, 30, 1000], 20) == quarter
    two_pages = float(printed(CELLS, "two-pages"))
    says(TEXT, f"10 of 25 minutes: {two_pages:.0%}", "10 minutes wrong, 10 right")
    assert two_pages == 10 / (10 + 10 + 5)


def test_where_the_odds_break():
    often = printed(CELLS, "breaks").splitlines()[-1]
    above, first = re.search(r"odds (\d+%) above, 1 \+ P (\d+%)", often).groups()
    says(
        TEXT,
        f"what is learned is {above} above the truth",
        f"at {first} above, no longer says",
        f"at $P = 0.3$ it is {above} too much",
    )
    assert above == f"{1 / 0.7 - 1:.0%}"


def test_served_minutes_lie_within_10_percent_in_each_of_ten_buckets(lesson):
    ratio, (low, high) = lesson["ratio"], lesson["ends"]
    off = np.abs(ratio - 1).max()
    holds(
        TEXT,
        {
            "All ten points lie inside the band of 10 percent around 1": (off, 0, 0.1),
            "over two orders of magnitude": (np.log10(high / low), 1.9, 2.9),
        },
    )
    assert len(ratio) == 10
    order = np.argsort(lesson["serve"](lesson["training"]))
    clicked = lesson["training"]["clicked"]
    lowest = clicked[order[: len(order) // 10]].sum()
    holds(
        TEXT,
        {
            "the training impressions has 2% of the clicks": (
                lowest / clicked.sum(),
                0.015,
                0.025,
            ),
            "a few hundred": (lowest, 200, 700),
        },
    )


def test_where_clicks_abound_the_paper_overrates_and_the_repair_does_not(lesson):
    paper, repaired = lesson["ratios"].values()
    p = lesson["late"].click_probability
    rows = np.array_split(np.argsort(lesson["served30"]["paper's loss"]), 10)
    holds(
        TEXT,
        {
            "Now a site on which 30% of the impressions": (p.mean(), 0.28, 0.32),
            "every bucket is too high": (paper.min(), 1.1, 2),
            "by a third at the bottom": (paper[0] - 1, 0.25, 0.45),
            "where every eighth impression is clicked": (1 / p[rows[0]].mean(), 7, 9),
            "by more than a factor of two at the top": (paper[-1], 2, 3),
            "where every second one is": (1 / p[rows[-1]].mean(), 1.8, 2.2),
            "keeps all of them near the truth": (np.abs(repaired - 1).max(), 0, 0.2),
        },
    )


def test_the_click_rate_of_a_bucket_says_too_little(lesson):
    """Control of "P varies inside a bucket": the factor of its mean, and row by row."""
    P, T = lesson["late"].click_probability, lesson["late"].expected_watch_time
    paper, repaired = lesson["ratios"].values()
    buckets = np.array_split(np.argsort(lesson["served30"]["paper's loss"]), 10)
    of_mean = np.array([1 / (1 - P[rows].mean()) for rows in buckets])
    by_row = np.array([(T / (1 - P))[rows].mean() / T[rows].mean() for rows in buckets])
    for end in (0, -1):
        assert of_mean[end] < paper[end] - 0.2
        assert by_row[end] == pytest.approx(paper[end], rel=0.1)
    middle = slice(3, 8)
    assert (paper[middle] < of_mean[middle] + 0.05).all()
    assert (paper[middle] < 0.8 * by_row[middle]).all()
    ends = repaired[[0, -1]]
    says(TEXT, f"is {ends[0] - 1:.0%} and {ends[1] - 1:.0%} too high at the two ends")
    spread = P[buckets[0]].std() / P[buckets[0]].mean()
    holds(TEXT, {"in the lowest as much as its mean": (spread, 0.8, 1.2)})


def test_on_twenty_sites_the_mean_click_rate_explains_all_but_the_highest_bucket():
    stored = results.load("ranking_clicks")["0.008"]
    paper, repaired, of_mean, by_row = (np.array(rows) for rows in stored.values())
    assert paper.shape == (20, 10)
    over = (paper / repaired).mean(0)
    rows = {"lowest": 0, "fifth": 4, "highest": 9}
    table = [
        f"| {name} | {over[b]:.2f} | {of_mean[:, b].mean():.2f} |"
        f" {by_row[:, b].mean():.2f} |"
        for name, b in rows.items()
    ]
    ends = [f"{x[:, b].mean():.2f}" for x in (paper, repaired) for b in rows.values()]
    near = abs(over - of_mean.mean(0))[:9].max()
    says(
        TEXT,
        *table,
        f"are at least {paper.min() - 1:.0%} too high",
        f"other loss within {abs(repaired - 1).max():.0%}",
        "serves {}, {} and {} times the truth".format(*ends[:3]),
        "the repaired one {}, {} and {} times".format(*ends[3:]),
        f"In the nine lower buckets the mean is within {near:.2f} of it",
    )
    others = []
    for lr in ("0.002", "0.032"):
        of_rate = results.load("ranking_clicks")[lr].values()
        p, r, m, _ = (np.array(rows) for rows in of_rate)
        far = abs((p / r).mean(0) - m.mean(0))[:9].max()
        others.append((far, (p / r)[:, 9].mean(), m[:, 9].mean()))
        assert p.shape == (5, 10) and far < 0.15
    says(
        TEXT,
        "it is within {:.2f} and {:.2f} in the nine lower buckets, and at the top"
        " {:.2f} and {:.2f}, where the mean says {:.2f} and {:.2f}".format(
            *(x for pair in zip(*others, strict=True) for x in pair)
        ),
    )
    assert near < 0.1
    assert of_mean[:, 9].max() < over[9] < by_row[:, 9].mean() - 0.1


def test_what_is_shown_often_suits_but_tires(lesson):
    same, everything = lesson["rates"].values()
    assert everything == sorted(everything) and same == sorted(same, reverse=True)
    says(
        TEXT,
        f"the rate rises from {everything[0]:.1f} to {everything[-1]:.1f} percent",
        f"it falls from {same[0]:.1f} to {same[-1]:.1f} percent",
    )


def test_ranking_by_minutes_beats_clicks_and_stays_behind_the_truth(lesson):
    loss_of = lesson["loss_of"]
    popular = loss_of(lesson["clicks"][lesson["test"]["video"]])
    served, truth = loss_of(lesson["served"]), loss_of(lesson["truth"])
    assert truth < served < popular - 0.1
    gained = (popular - served) / (popular - truth)
    chance = loss_of(np.random.default_rng(0).normal(size=len(lesson["served"])))
    holds(
        TEXT,
        {
            "the network has gained most": (gained, 0.7, 1),
            "Without any knowledge it is 50%": (chance, 0.48, 0.52),
        },
    )
    assert lesson["more"] > 0.01  # "by minutes it errs more often"


def test_links_put_the_figure_into_a_state_that_it_takes():
    queries = re.findall(r"\]\(#weighted-logistic\?([^)\s]+)\)", TEXT)
    assert len(queries) >= 4
    for query in queries:
        state = dict(parse_qsl(query))
        # Whichever link came before, this one shows what its text says.
        assert state.keys() >= {"click_rate", "mean", "distribution", "every"}
        kinds = {"click_rate": float, "mean": float, "impressions": int, "seed": int}
        state |= {k: kinds[k](v) for k, v in state.items() if k in kinds}
        state["every"] = state["every"] == "true"
        figure = WeightedLogistic(**state)
        assert all(getattr(figure, name) == value for name, value in state.items())


# --- questions ------------------------------------------------------------------------


def test_answers_follow_from_the_definitions():
    score, minutes = np.array([0.5, 0.1, 0.3, 0.2]), np.array([6.0, 2, 0, 0])
    page = np.zeros(4, int)
    answers = {
        "minutes-per-impression": 4 / 100 * 5,
        "serve-a-logit": np.exp(-1.5),
        "odds-above-the-truth": 100 * (1 / (1 - 0.2) - 1),
        "pairs-of-a-page": per_user_loss(page, score, minutes > 0, minutes),
    }
    for name, answer in answers.items():
        question = load_question(name)
        assert question.details["answer"] == pytest.approx(answer, rel=1e-3), name


def test_a_prediction_comes_out_as_the_figure_says(lesson):
    everything = lesson["rates"]["all impressions"]
    assert predicted(CELLS, "shown-three-times") == "About twice as often."
    assert 1.7 < everything[3] / everything[0] < 2.3


def test_the_chapters_repair_has_the_odds_of_the_exercise():
    """exact_weighted_loss is the loss with the weights of its solution."""
    z = torch.linspace(-3, 1, 5, dtype=torch.float64, requires_grad=True)
    clicked = torch.tensor([True, False, True, False, True])
    minutes = torch.tensor([3.0, 0, 0.5, 0, 9], dtype=torch.float64)
    ours = (minutes * softplus(-z) + softplus(z)).mean()
    assert torch.allclose(ours, exact_weighted_loss(z, clicked, minutes))


def test_the_weighted_loss_is_the_formula_of_the_text():
    z = torch.linspace(-3, 1, 5, dtype=torch.float64)
    clicked = torch.tensor([True, False, True, False, True])
    minutes = torch.tensor([3.0, 0, 0.5, 0, 9], dtype=torch.float64)
    ours = torch.where(clicked, minutes * softplus(-z), softplus(z)).mean()
    assert torch.allclose(ours, weighted_logistic_loss(z, clicked, minutes))


# --- the figures ----------------------------------------------------------------------


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_ranker_draws_each_layer_and_both_ends():
    shown = {text.get_text() for text in plots.plot_ranker((512, 256)).texts}
    assert {"ReLU, 512", "ReLU, 256", "one logit z", "training", "serving"} <= shown


def test_quantiles_draw_before_and_after():
    axes = plots.plot_quantiles(np.arange(10.0), np.linspace(0, 0.95, 10), "age")
    assert [sum(bar.get_height() for bar in ax.patches) for ax in axes] == [10, 10]


def test_effect_draws_a_line_for_each_group():
    ax = plots.plot_effect("ab", {"x": [1.0, 2.0], "y": [3.0, 1.0]}, "shown")
    assert [line.get_ydata().tolist() for line in ax.lines] == [[1, 2], [3, 1]]


def test_calibration_shows_every_bucket():
    ax = plots.plot_calibration({"one": [1.0, 1.2], "two": [0.9, 3.0]})
    assert ax.lines[-1].get_ydata().tolist() == [0.9, 3.0]
    assert ax.get_ylim()[1] > 3


def test_the_table_of_hidden_layers_is_told_as_it_was_measured():
    rows = {n: np.array(row) for n, row in results.load("ranking_depths").items()}
    mean = {name: row[:3].mean() for name, row in rows.items()}
    plain, alike = (
        rows[f"512-256, {name}"] - rows["512-256"]
        for name in ("without powers", "clicks weighted alike")
    )
    says(
        TEXT,
        f"weighted alike the loss is {alike.mean():.1f} points higher",
        f"powers of the inputs it is {plain.mean():.1f} higher",
        f"from {plain.min():.1f} to {plain.max():.1f} on each of the three sites",
        f"The simulator's falls from {mean['none']:.1f} to {mean['1024-512-256']:.1f}",
        f"the truth stands at {mean['the truth']:.1f}",
    )
    deep = [mean[name] for name in ("1024", "512-256", "1024-512", "1024-512-256")]
    assert max(deep) - min(deep) < 0.2


def test_a_layer_and_its_width_are_told_as_more_sites_have_it():
    rows = {n: np.array(row) for n, row in results.load("ranking_depths").items()}
    layer, width = rows["none"] - rows["256"], rows["256"] - rows["1024"]
    little = rows["256"] - rows["512"]

    def by(over, digits):
        error = over.std(ddof=1) / len(over) ** 0.5
        return f"by {over.mean():.{digits}f} ± {error:.{digits}f}".replace("-", "−")

    def on(over):
        return word((over > 0).sum())

    says(
        TEXT,
        f"On {word(len(layer))} sites, on which",
        f"256 units are better than none on {on(layer)}, {by(layer, 1)} points",
        f"1,024 are better than 256 on {on(width)}, {by(width, 2)};",
        f"512 are better than 256 on {on(little)} only, {by(little, 2)}.",
    )
    for over in (layer, width):
        assert over.mean() > 3 * over.std(ddof=1) / len(over) ** 0.5


def test_hidden_layers_are_rows_from_the_top():
    ax = plots.plot_hidden_layers(["none", "256"], {"a": ([9.0, 8.0], None)}, floor=5)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["none", "256"]
    assert ax.lines[0].get_xdata().tolist() == [9.0, 8.0]
    assert "the truth" in [text.get_text() for text in ax.texts]
