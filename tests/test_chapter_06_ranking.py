"""Chapter 6, ranking: its cells say what its text says, its figures show the data."""

import re
from urllib.parse import parse_qsl

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from lesson import cells_of, run

from nnbook import plots
from nnbook.recsys.quantiles import QuantileNormalizer
from nnbook.widgets import WeightedLogistic

matplotlib.use("svg")
CELLS = cells_of("06_youtube_ranking")
TEXT = "\n".join(cell.source for cell in CELLS if cell.cell_type == "markdown")
APART = ("Question(", "WeightedLogistic(")


@pytest.fixture(scope="module")
def lesson():
    """Everything that the chapter's cells define, exercises left out."""
    return run(CELLS, APART)


def test_the_quantile_of_the_lesson_equals_the_package(lesson):
    rng = np.random.default_rng(0)
    values, x = rng.integers(0, 50, 200), rng.uniform(-5, 60, 100)
    theirs = QuantileNormalizer().fit(values).transform(x)
    assert np.allclose(lesson["quantile"](values, x), theirs, atol=1e-6)


def test_served_minutes_lie_within_10_percent_in_each_of_ten_buckets(lesson):
    assert len(lesson["ratio"]) == 10
    assert np.abs(lesson["ratio"] - 1).max() < 0.1


def test_where_clicks_abound_the_paper_overrates_and_the_repair_does_not(lesson):
    paper, repaired = lesson["ratios"].values()
    assert paper.min() > 1.2 and paper[-1] > 2
    assert np.abs(repaired - 1).max() < 0.2
    p = lesson["late"].click_probability
    rows = np.array_split(np.argsort(lesson["served30"]), 10)
    # "every seventh impression" at the bottom, "every second one" at the top
    assert 1 / p[rows[0]].mean() == pytest.approx(7, abs=1)
    assert 1 / p[rows[-1]].mean() == pytest.approx(2, abs=0.2)


def test_what_is_shown_often_suits_but_tires(lesson):
    same, everything = lesson["rates"].values()
    assert everything == sorted(everything) and same == sorted(same, reverse=True)
    ends = [everything[0], everything[-1], same[0], same[-1]]
    assert [round(rate, 1) for rate in ends] == [1.8, 3.6, 4.3, 3.6]


def test_ranking_by_minutes_beats_clicks_and_stays_behind_the_truth(lesson):
    loss_of = lesson["loss_of"]
    popular = loss_of(lesson["clicks"][lesson["test"]["video"]])
    served, truth = loss_of(lesson["served"]), loss_of(lesson["truth"])
    assert truth < served < popular - 0.1
    assert (popular - served) / (popular - truth) > 0.7


def test_links_put_the_figure_into_a_state_that_it_takes():
    queries = re.findall(r"\]\(#weighted-logistic\?([^)\s]+)\)", TEXT)
    assert len(queries) >= 4
    for query in queries:
        state = dict(parse_qsl(query))
        state["click_rate"] = float(state["click_rate"])
        state["every"] = state["every"] == "true"
        if "impressions" in state:
            state["impressions"] = int(state["impressions"])
        figure = WeightedLogistic(**state)
        assert all(getattr(figure, name) == value for name, value in state.items())


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


def test_hidden_layers_are_rows_from_the_top():
    ax = plots.plot_hidden_layers(["none", "256"], {"a": ([9.0, 8.0], None)}, floor=5)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["none", "256"]
    assert ax.lines[0].get_xdata().tolist() == [9.0, 8.0]
    assert " the truth" in [text.get_text() for text in ax.texts]
