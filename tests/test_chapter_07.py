"""Chapter 7: what its cells build equals the package, and its numbers hold."""

import json
import re
from urllib.parse import parse_qs

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from lesson import cells_of, printed, run

from nnbook import plots
from nnbook.recsys import ftrl, results, wide_deep
from nnbook.recsys.crosses import CrossProduct as PackageCross
from nnbook.widgets import ArchitectureExplorer, CrossProduct, MemorizeGeneralize

matplotlib.use("svg")
CELLS = cells_of("07_wide_and_deep")
TEXT = "\n".join(cell.source for cell in CELLS if cell.cell_type == "markdown")
WIDGETS = (ArchitectureExplorer, CrossProduct, MemorizeGeneralize)
APART = ("Question(", *(f"{widget.__name__}(" for widget in WIDGETS))


@pytest.fixture(scope="module")
def lesson():
    """Everything that the chapter's cells define, exercises left out."""
    threads = torch.get_num_threads()
    namespace = run(CELLS, APART)
    torch.set_num_threads(threads)
    return namespace


# --- what is built equals the package -------------------------------------------------


def test_ftrl_equals_the_package(lesson):
    rng = np.random.default_rng(1)
    for alpha, beta, l1 in ((0.1, 1.0, 0.0), (0.5, 0.1, 2.0), (1.0, 0.001, 8.0)):
        w = z = s = np.zeros(30)
        p = torch.zeros(30, dtype=torch.float64, requires_grad=True)
        optimizer = ftrl.FTRLProximal([p], lr=alpha, beta=beta, l1=l1)
        for g in rng.normal(size=(40, 30)):
            w, z, s = lesson["ftrl"](w, z, s, g, alpha, beta, l1)
            p.grad = torch.tensor(g)
            optimizer.step()
        assert np.allclose(p.detach(), w, atol=1e-12)
        assert np.array_equal(p.detach() == 0, w == 0)
        assert (l1 > 0) == (w == 0).any()


def test_parts_equal_the_package(lesson):
    torch.manual_seed(3)
    ours = lesson["WideDeep"](lesson["Wide"](10_000), lesson["Deep"](100, 4))
    theirs = wide_deep.WideDeep(
        wide_deep.Wide({"pair": 10_000}),
        wide_deep.Deep({"installed": 100, "shown": 100}, 4, 8, (32, 16)),
    )
    torch.nn.init.normal_(ours.wide.weight)
    with torch.no_grad():
        for p, q in zip(theirs.parameters(), ours.parameters(), strict=True):
            p.copy_(q.reshape(p.shape))
    batch = {name: values[-500:] for name, values in lesson["data"].items()}
    assert torch.allclose(ours(batch), theirs(batch), atol=1e-5)
    loss = torch.nn.functional.binary_cross_entropy_with_logits
    for model in (ours, theirs):
        loss(model(batch), batch["label"]).backward()
    for p, q in zip(theirs.parameters(), ours.parameters(), strict=True):
        assert torch.allclose(p.grad.reshape(q.shape), q.grad, atol=1e-6)


def test_crosses_equal_the_package(lesson):
    installed = np.array([[3, 0, -1], [2, -1, -1], [0, 3, 1]])
    shown = np.array([1, 1, 2])
    ours = lesson["crosses"](installed, shown, 4)
    cross = PackageCross(["installed", "shown"])
    columns = {"installed": installed, "shown": shown}
    cross.grow(columns)
    theirs = cross.ids(columns)
    assert np.array_equal(ours < 0, theirs < 0)
    pairs = set(zip(ours[ours >= 0].tolist(), theirs[ours >= 0].tolist(), strict=True))
    assert len(pairs) == len(cross) == len({i for i, _ in pairs})


def test_cross_products_of_the_text(lesson):
    cross = lesson["cross_product"]
    assert cross([0.3, 0.2, 0.6, 0.5], [1, 0, 1, 0]) == pytest.approx(0.18)
    assert cross([0.3, 0.2], [0, 0]) == 1


# --- what the text says is what the cells measure -------------------------------------


def test_the_log_reaches_as_far_as_the_text_says(lesson):
    seen, counts = lesson["seen"], lesson["counts"]
    assert np.median(counts[seen]) == 79
    assert lesson["unseen"].sum() / lesson["apart"].sum() == pytest.approx(
        0.2, abs=0.01
    )
    assert 4600 < lesson["log"].label.sum() < 4800


def test_two_weights_do_not_add_up_to_the_pair(lesson):
    added = 1 / (1 + np.exp(-lesson["added"]))
    assert added < 0.05
    assert lesson["store"].pair_rates()[0, 1] == pytest.approx(0.1)


def test_wide_memorizes_deep_generalizes_both_do_both(lesson):
    errors = lesson["errors"]
    mean = {k: {g: np.mean(v) for g, v in of.items()} for k, of in errors.items()}
    for seed in range(3):
        at = {k: {g: v[seed] for g, v in of.items()} for k, of in errors.items()}
        assert at["deep"]["planted"] > 2 * at["wide"]["planted"]
        assert at["deep"]["planted"] > 2 * at["both"]["planted"]
        assert at["wide"]["never shown"] > at["deep"]["never shown"]
        assert at["wide"]["never shown"] > at["both"]["never shown"]
    assert mean["both"]["shown"] == min(of["shown"] for of in mean.values())
    assert mean["both"]["never shown"] < mean["deep"]["never shown"] + 0.1


def test_wide_knows_nothing_of_what_was_never_shown(lesson):
    model, store = lesson["runs"][0][0]["wide"], lesson["store"]
    p = lesson["predictions"](model, store)
    assert np.ptp(p[lesson["unseen"]]) < 1e-9


def test_l1_leaves_few_weights_and_the_rules_to_the_deep_part(lesson):
    sweep = lesson["sweep"]
    losses, kept, never = zip(*sweep.values(), strict=True)
    assert list(sweep) == [1, 10, 30]
    assert min(losses) == losses[1]
    assert kept[0] > 0.5 > 0.1 > kept[1] > kept[2] > 0
    assert never[0] > 1.25 * never[1]
    assert lesson["kept"]("both") < 0.9 * lesson["kept"]("wide")


def test_plain_steps_give_no_zeros_and_ftrl_does(lesson):
    assert (lesson["ends"] != 0).all()
    assert "exact zeros: 0 of 1000" in printed(CELLS, "no-zeros")
    assert "FTRL without L1 is AdaGrad: True" in printed(CELLS, "ftrl-adagrad")


def test_numbers_of_the_prose():
    assert 1 / (1 + np.exp(3.4)) == pytest.approx(0.03, abs=0.003)
    assert 1 / (1 + np.exp(2.2)) == pytest.approx(0.1, abs=0.001)
    base = -0.01 * np.log(0.01) - 0.99 * np.log(0.99)
    assert base == pytest.approx(0.056, abs=5e-4)


def test_the_papers_numbers_are_those_of_the_paper():
    for row in (
        "wide | 0.726 |",
        "deep | 0.722 | +2.9%",
        "wide & deep | 0.728 | +3.9%",
    ):
        assert f"| {row}" in TEXT


def test_adult_is_what_the_text_says_of_it():
    test = {k: np.mean(v["auc"]) for k, v in results.load("adult")["test"].items()}
    tuned = test["gradient boosting, tuned"]
    assert test["deep"] < test["gradient boosting"] < tuned < test["both"]
    assert test["both"] - tuned == pytest.approx(0.002, abs=5e-4)
    assert test["logistic regression"] == pytest.approx(0.906, abs=1e-3)
    auc = {k: v["auc"] for k, v in results.load("adult")["validation"].items()}
    assert auc["both, crosses of columns"] < auc["both"]
    assert auc["deep, exact amounts deep"] >= auc["both"] - 1e-3


def test_two_threads_help_and_four_do_not():
    rows = results.load("wide_deep_latency")["rows"][:3]
    one, two, four = (row["fastest_ms"] for row in rows)
    assert two < one and two < four


# --- widgets and figures --------------------------------------------------------------


def test_links_put_the_figures_into_states_they_take():
    count = 0
    for widget in WIDGETS:
        start = widget()
        for query in re.findall(rf"\]\(#{widget.front_end}\?([^)\s]+)\)", TEXT):
            state = {}
            for name, (value,) in parse_qs(query).items():
                now = getattr(start, name)
                nested = isinstance(now, list) and not value.startswith("[")
                text = f"[{value}]" if nested else value
                state[name] = value if isinstance(now, str) else json.loads(text)
            assert widget(**state).state() == {**start.state(), **state}
            count += 1
    assert count >= 10


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_google_play_has_the_papers_numbers():
    shown = " ".join(texts(plots.plot_google_play()))
    for text in ("32-d", "about 1200", "ReLU 1024", "ReLU 512", "ReLU 256", "wide"):
        assert text in shown
    shown = " ".join(texts(plots.plot_google_play(100, 8, (4, 2, 2))))
    assert "about 100 numbers" in shown and "8-d" in shown


def test_soft_threshold_draws_each_strength():
    z = np.linspace(-1, 1, 5)
    ax = plots.plot_soft_threshold(z, {0: -z, 1: 0 * z})
    assert texts(ax) == ["λ₁ = 0", "λ₁ = 1"]
    assert np.array_equal(ax.lines[1].get_ydata(), -z)


def test_typical_errors_have_a_dot_a_seed():
    errors = {"wide": {"a": [2.0, 3.0], "b": [1.0, 1.5]}}
    ax = plots.plot_typical_errors(errors)
    dots = [line.get_ydata() for line in ax.lines if line.get_marker() == "o"]
    assert [dot.tolist() for dot in dots] == [[2.0, 3.0], [1.0, 1.5]]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["a", "b"]


def test_memories_draw_medians_and_names_apart():
    counts = np.arange(10, 60)
    rates = {"wide": np.full(50, 0.08), "deep": np.full(50, 0.079)}
    ax = plots.plot_memories(counts, rates, truth=0.1)
    heights = [t.xy[1] for t in ax.texts if t.get_text() in rates]
    assert np.ptp(np.log10(heights)) > 0.12
    line = next(line for line in ax.lines if len(line.get_xdata()) == 5)
    assert line.get_ydata() == pytest.approx(np.full(5, 0.08))


def test_every_figure_draws_into_given_axes():
    ax = plt.figure().add_subplot()
    assert plots.plot_google_play(ax=ax) is ax
    assert plots.plot_soft_threshold([0, 1], {1: [0, 0]}, ax=ax) is ax
