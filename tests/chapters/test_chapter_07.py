"""Chapter 7: what its cells build equals the package, and its numbers hold."""

import json
import os
import re
from pathlib import Path
from urllib.parse import parse_qs

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch

from nnbook import plots, results
from nnbook.data import adult, adverts
from nnbook.grading.question import load_question
from nnbook.recsys.features.crosses import CrossProduct as PackageCross
from nnbook.recsys.models import wide_deep
from nnbook.recsys.training import ftrl
from nnbook.widgets import ArchitectureExplorer, CrossProduct, MemorizeGeneralize
from tests.bench import crosses_results
from tests.chapters.lesson import (
    cells_of,
    defined,
    holds,
    predicted,
    printed,
    prose,
    says,
)

matplotlib.use("svg")
CELLS = cells_of("07_wide_and_deep")
TEXT = "\n".join(cell.source for cell in CELLS if cell.cell_type == "markdown")
WIDGETS = (ArchitectureExplorer, CrossProduct, MemorizeGeneralize)
PROSE = prose(CELLS)


needs_adult = pytest.mark.skipif(
    not (Path(os.environ.get("NNBOOK_DATA", "")) / "adult/adult.data").is_file(),
    reason="set NNBOOK_DATA to a folder that has adult/adult.data and adult.test",
)


def source(name):
    """The code of the cell of this name."""
    (cell,) = (c for c in CELLS if c.metadata.get("name") == name)
    return cell.source


def log_loss(rate):
    """Of a model that says nothing but the true rate."""
    return -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)


@pytest.fixture(scope="module")
def lesson():
    """Everything that the chapter's cells define, exercises left out."""
    return defined("07_wide_and_deep")


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


def test_the_store_is_as_large_as_the_text_says(lesson):
    store, log = lesson["store"], lesson["log"]
    n_users, most = store.installed.shape
    says(
        PROSE,
        f"{n_users:,} users",
        f"of {store.n_apps} apps",
        f"*plant* {len(store.planted)} pairs",
        f"The {len(store.planted)} planted pairs of the first store",
        f"${store.n_apps} \\cdot {store.n_apps}$ crosses",
        f"{len(log):,} impressions hold about {round(log.label.sum(), -2):,.0f} installs",
        f"and {store.n_apps**2:,} pairs",
    )
    owned = (store.installed >= 0).sum(axis=1)
    assert (owned.min(), owned.max(), most) == (1, 4, 4)  # "one to four"


def test_the_log_reaches_as_far_as_the_text_says(lesson):
    seen, counts = lesson["seen"], lesson["counts"]
    middle = np.median(counts[seen])
    never = lesson["unseen"].sum() / lesson["apart"].sum()
    holds(
        PROSE,
        {
            f"The middle pair was shown {middle:.0f} times": (middle * 0.01, 0, 1),
            "some pairs hundreds of times": (np.quantile(counts[seen], 0.9), 200, 999),
            "and a fifth of them never": (never, 0.19, 0.21),
        },
    )


def test_two_weights_do_not_add_up_to_the_pair(lesson):
    added = 1 / (1 + np.exp(-lesson["added"]))
    assert added < 0.05
    truth = lesson["store"].pair_rates()[0, 1]
    base = lesson["log"].label.mean()
    holds(
        PROSE,
        {
            "installs it in one of ten cases": (truth, 0.0999, 0.1001),
            "when the usual rate is one in a hundred": (base, 0.005, 0.015),
            f"inherits a {truth:.0%} that it has never earned": (truth, 0.0999, 0.1001),
        },
    )


def test_hashing_leaves_few_alone_and_then_nearly_all():
    one, _, sixteen = (
        int(re.search(r"(\d+)% alone", line)[1])
        for line in printed(CELLS, "hashing").splitlines()
    )
    holds(
        PROSE,
        {
            "With one bucket for each pair, most pairs share": (100 - one, 51, 100),
            "Sixteen times the room, and a few per cent still do": (
                100 - sixteen,
                2,
                8,
            ),
        },
    )


def test_where_the_parameters_of_google_play_are():
    sizes = 1200, 1024, 512, 256, 1
    layers = [(below + 1) * n for below, n in zip(sizes, sizes[1:], strict=False)]
    share = layers[0] / sum(layers)
    holds(
        PROSE,
        {
            "has two thirds of all the parameters in the layers": (share, 0.64, 0.69),
            "dwarf them": (37 * 100_000 * 32 / sum(layers), 10, 1e6),
            "layers of 1024, 512 and 256 units": (len(layers) - 1, 3, 3),
        },
    )


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
    planted = {kind: of["planted"] for kind, of in mean.items()}
    never = {kind: of["never shown"] for kind, of in mean.items()}
    holds(
        PROSE,
        {
            "wide and both are off by a factor of about two": (
                planted["both"],
                1.8,
                2.4,
            ),
            "deep by about six": (planted["deep"], 5.5, 7),
            "wide is off by more than three": (never["wide"], 3, 3.5),
            "deep and both by about two and a half": (never["both"], 2.2, 2.7),
            "The factors of more than 2": (min(mean["both"].values()), 2, 3),
        },
    )
    assert planted["wide"] == pytest.approx(2, abs=0.3)
    assert never["deep"] == pytest.approx(2.5, abs=0.3)


def test_an_exception_must_be_seen_some_sixty_times(lesson):
    """The medians that the figure draws, from its lines."""
    ax = plots.plot_memories(lesson["counts"][lesson["planted"]], lesson["rates"], 0.1)
    lines = [line for line in ax.lines if len(line.get_xdata()) == 5]
    wide, deep, both = (line.get_ydata() for line in lines)
    times = lines[0].get_xdata()
    holds(
        PROSE,
        {
            "for pairs seen thirty times": (times[0], 25, 35),
            "Deep stays at one to three per cent": (max(deep), 0.02, 0.035),
            "from below one to three per cent": (min(deep), 0, 0.01),
            "once its pair was seen some sixty times": (times[1], 55, 70),
            "reach six per cent and more at sixty": (
                min(wide[1], both[1]),
                0.055,
                0.08,
            ),
        },
    )
    assert max(wide[0], both[0]) < 0.02


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
    fewer = 1 - lesson["kept"]("both") / lesson["kept"]("wide")
    holds(
        PROSE,
        {
            "It is, by a quarter": (fewer, 0.2, 0.3),
            "of the ten thousand weights": (lesson["n_pairs"], 10_000, 10_000),
        },
    )


def test_plain_steps_give_no_zeros_and_ftrl_does(lesson):
    assert (lesson["ends"] != 0).all()
    assert "exact zeros: 0 of 1000" in printed(CELLS, "no-zeros")
    assert "FTRL without L1 is AdaGrad: True" in printed(CELLS, "ftrl-adagrad")


def test_numbers_of_the_formulas(lesson):
    def sigma(z):
        return 1 / (1 + np.exp(-z))

    deep, wide = -3.4, 1.2
    guess, store = 0.01, lesson["log"].label.mean()
    says(
        PROSE,
        f"The deep part says ${deep}$, which alone would be a rate of {sigma(deep):.0%}",
        f"adds $+{wide}$. Together ${deep + wide:.1f}$: {sigma(deep + wide):.0%}",
        f"at a true rate of {guess:.0%}, pays {log_loss(guess):.3f}",
        f"with its {store:.1%}, such a guess pays {log_loss(store):.3f}",
        f"Their product is $0.3 \\cdot 0.6 = {0.3 * 0.6:.2f}$",
        f"gets $s = {16 + 3**2}$ and moves by ${3}/{np.sqrt(16 + 3**2):.0f}$ of",
    )
    assert log_loss(guess) < 0.06  # "worse than knowing nothing about anybody"
    seen = re.search(r"\* \[(.*)\]", source("adagrad"))[1].split(", ")
    ratio = float(seen[-1]) / float(seen[0])
    lines = len(source("ftrl").splitlines())
    holds(
        PROSE,
        {
            "Gradients ten thousand times as large": (ratio, 9999, 10001),
            "on the way. Seven lines:": (lines, 7, 7),
        },
    )


def test_the_papers_numbers_are_those_of_the_paper():
    says(
        TEXT,
        "| wide | 0.726 | |",
        "| deep | 0.722 | +2.9% |",
        "| wide & deep | 0.728 | +3.9% |",
    )
    says(
        PROSE,
        "1% of the users in each arm for three weeks",
        "over 500 billion examples",
        "over ten million apps a second",
        "31 ms with one batch of 200, 17 ms with two threads and batches of 100, "
        "14 ms with four and 50",
        "embeddings of 32 numbers for each categorical feature",
    )


def test_adult_is_what_the_text_says_of_it():
    stored = results.load("adult")
    test = {k: np.mean(v["auc"]) for k, v in stored["test"].items()}
    tuned = test["gradient boosting, tuned"]
    assert test["deep"] < test["gradient boosting"] < tuned < test["both"]
    library = float(re.search(r"reaches an AUC of ([\d.]+) there", PROSE)[1])
    auc = {k: v["auc"] for k, v in stored["validation"].items()}
    assert auc["both, crosses of columns"] < auc["both"]
    train, held_out = adult.ROWS.values()
    holds(
        PROSE,
        {
            "Ours ends two thousandths above the tuned": (
                test["both"] - tuned,
                15e-4,
                25e-4,
            ),
            "no more than logistic regression": (
                library - test["logistic regression"],
                -1e-3,
                1e-3,
            ),
            "it is as good as both": (
                auc["deep, exact amounts deep"] - auc["both"],
                -1e-3,
                1e-3,
            ),
            "run with three seeds": (len(stored["test"]["both"]["auc"]), 3, 3),
            f"{train:,} people of the US census": (train, 32_000, 33_000),
            f"to train on, {held_out:,} to test": (held_out, 16_000, 17_000),
            f"That with {train:,} examples they learn accidents is a guess": (
                train,
                32_000,
                33_000,
            ),
        },
    )


@needs_adult
def test_exact_amounts_of_capital_gain_decide():
    people, _ = adult.load()
    gain, rich = people.continuous["capital_gain"], people.label
    all_rich, none_rich = rich[gain == 5178], rich[gain == 5013]
    assert all_rich.all() and not none_rich.any()
    says(
        PROSE,
        f"Of the {len(all_rich)} people in the training file with 5,178 dollars all",
        f"of the {len(none_rich)} with 5,013 nobody does",
    )


def test_it_is_the_deep_part_that_generalizes_worse(lesson):
    """Controls: no wide weight where nothing was shown; the deep part without a wide one."""
    models, errors = lesson["runs"][0]
    never = torch.tensor(lesson["groups"]["never shown"]).ravel()
    assert (models["both"].wide.weights["pair"][never] == 0).all()
    alone = errors["deep"]["never shown"]
    weak, chosen, strong = (never for _, _, never in lesson["sweep"].values())
    assert weak > alone + 0.5 > max(chosen, strong)
    says(PROSE, f"on the same store, it is off by ×{alone:.1f}")


def test_a_weak_l1_is_the_worst_on_every_store(lesson):
    """The stored stores; the first one is the chapter's, which measures it again."""
    rows = results.load("wide_deep_stores")
    never = {
        case: np.array([row[case]["never shown"] for row in rows.values()])
        for case in ("deep", "both", "both, λ₁ = 1")
    }
    deep, chosen, weak = never.values()
    assert (weak > chosen).all() and (weak > deep).all()
    over = weak - chosen
    error = over.std(ddof=1) / len(over) ** 0.5
    kept = np.sum([10_000 * row["both"]["kept"] for row in rows.values()])
    planted = np.sum([row["both"]["kept, planted"] for row in rows.values()])
    says(
        PROSE,
        f"On {len(rows)} of them",
        f"×{weak.mean():.1f} on average, against ×{chosen.mean():.1f} with",
        f"and ×{deep.mean():.1f} for deep alone",
        f"difference of the first two is {over.mean():.2f} ± {error:.2f}",
        f"and {planted / kept:.0%} over the {len(rows)}",
    )
    sweep = [number for _, _, number in lesson["sweep"].values()]
    assert sweep[:2] == pytest.approx([weak[0], chosen[0]], abs=0.02)
    errors = lesson["runs"][0][1]
    assert errors["deep"]["never shown"] == pytest.approx(deep[0], abs=0.02)


def test_what_three_stores_say_twenty_say_too():
    rows = results.load("wide_deep_stores").values()
    said = []
    for group in ("planted", "shown", "never shown"):
        deep, both = (np.array([r[c][group] for r in rows]) for c in ("deep", "both"))
        said.append((deep.mean(), both.mean(), (both < deep).sum()))
    (deep, both, first), shown, (*never, third) = said
    says(
        PROSE,
        f"deep is off by ×{deep:.1f} on planted pairs and *both* by ×{both:.1f}",
        "on pairs that were shown by ×{:.1f} and ×{:.1f}".format(*shown),
        "on those never shown by ×{:.1f} and ×{:.1f}".format(*never),
        f"*Both* is nearer in {first}, {shown[-1]} and {third} of them",
    )


def test_with_four_times_the_log_the_same_model_is_nearer(lesson):
    """The control of "no fault of the models": the number of impressions alone differs."""
    store = lesson["apps"].simulate(seed=0)
    log = store.show(1_600_000, seed=1)
    model = lesson["train"](
        lesson["model_of"]("both", 0), lesson["data_of"](store, log)
    )
    p, truth = lesson["predictions"](model, store), store.pair_rates()
    groups = lesson["groups_of"](store, log)
    more = [lesson["factor"](p[w], truth[w]) for w in groups.values()]
    less = lesson["runs"][0][1]["both"].values()
    for after, before in zip(more, less, strict=True):
        assert after < before - 0.3
    says(
        PROSE,
        "×{:.1f}, ×{:.1f} and ×{:.1f} in the first store".format(*more),
        "instead of ×{:.1f}, ×{:.1f} and ×{:.1f}".format(*less),
    )


def test_few_of_the_weights_left_belong_to_planted_pairs(lesson):
    left = lesson["runs"][0][0]["both"].wide.weights["pair"].ravel() != 0
    planted = torch.tensor(lesson["groups"]["planted"]).ravel()
    says(PROSE, f"planted pairs, {(left & planted).sum()} of {left.sum()} in the first")
    strong = (
        lesson["model"].wide.weights["pair"].ravel() != 0
    )  # of the sweep's last strength
    assert (strong & planted).sum() < (left & planted).sum()


def test_two_threads_do_not_help_and_four_are_slower():
    stored = results.load("wide_deep_latency")
    one, two, four, half, quarter = stored["rows"]
    for number in ("median_ms", "p95_ms"):
        assert one[number] < two[number] < four[number]
    says(
        PROSE,
        "another story, {:.1f}, {:.1f} and {:.1f} ms".format(
            *(row["fastest_ms"] for row in (one, two, four))
        ),
        f"batches of 100 take {half['median_ms']:.1f} ms and batches of 50 take "
        f"{quarter['median_ms']:.1f}",
        f"What two threads win beyond that is {half['median_ms'] - two['median_ms']:.1f}",
    )
    holds(
        PROSE,
        {
            "on the two cores of the machine": (stored["cores"], 2, 2),
            "no less time": (two["median_ms"] / one["median_ms"], 0.98, 1.05),
            "the machine was not idle": (stored["load_before"], 1, 2),
        },
    )


def test_two_weights_do_not_say_what_a_planted_pair_does(lesson):
    clicks = lesson["clicks"]
    site, ad, label = (
        clicks.categorical["site"],
        clicks.categorical["ad"],
        clicks.label,
    )

    def rate(some):
        return label[some].mean()

    def logit(p):
        return np.log(p / (1 - p))

    said = []
    for other in (0, 8):
        z = logit(rate(site == 1)) + logit(rate(ad == other)) - logit(label.mean())
        said.append((1 / (1 + np.exp(-z)), rate((site == 1) & (ad == other))))
    (added, happens), (added_8, happens_8) = said
    says(
        PROSE,
        f"their two weights say {added:.0%}. What happens is {happens:.0%}",
        f"the same site has {happens_8:.0%}, where the weights say {added_8:.0%}",
    )
    crosses = adverts.simulate(seed=0).crosses["site", "ad"]
    assert crosses[1, 0] == 3 and crosses[1, 8] == -3  # both are planted
    counts = np.bincount(20 * site + ad)
    holds(
        PROSE,
        {
            "A pair was shown some thirty times": (np.median(counts), 28, 32),
            "of the 400 pairs of a site and an ad": (len(counts), 400, 400),
            "they move the logit by 3": (np.abs(crosses).max(), 3, 3),
            "a quarter are *planted*": ((crosses != 0).mean(), 0.22, 0.28),
            "twenty of each": (len(adverts.CATEGORICAL), 4, 4),
        },
    )


def test_where_crosses_win_and_where_they_cost():
    stored = results.load("crosses")
    auc, error = {}, {}
    for world in ("planted", "nothing planted"):
        rows = stored[world]
        auc[world] = {name: np.mean(row["auc"]) for name, row in rows.items()}
        error[world] = {
            name: (row["both over"]["mean"], row["both over"]["error"])
            for name, row in rows.items()
            if name != "oracle"
        }
    planted, plain = auc.values()
    rates = "gradient boosting, rates of the crosses"
    behind = [error[world]["gradient boosting"][0] for world in auc]
    tried = stored["nothing planted"]["both"]["tried"]
    without = max(stored["nothing planted"]["both, no crosses"]["tried"])
    says(
        PROSE,
        f"{stored['sizes']['training']:,} impressions to train on",
        f"*both* has {planted['both']:.3f} where boosting has "
        f"{planted['gradient boosting']:.3f} and the oracle {planted['oracle']:.3f}",
        f"without crosses have {planted['both, no crosses']:.3f}",
        f"{plain['both']:.3f} with them, {plain['both, no crosses']:.3f} without",
        f"Boosting is {behind[1]:.3f} behind *both* even where nothing is planted",
        f"the other {behind[0] - behind[1]:.3f} of its distance",
        f"with the rates of the crosses boosting has {planted[rates]:.3f}",
        "differs from *both* by {:.3f} ± {:.3f}".format(*error["planted"][rates]),
        f"cost boosting {plain['gradient boosting'] - plain[rates]:.3f} in the worlds",
        f"= 32$ *both* has {tried[-1]:.3f} on the first world's validation part, "
        f"as without crosses ({without:.3f})",
        f"= 8$ it has {tried[0]:.3f}",
    )
    assert [settings["l1"] for settings in crosses_results.WIDE] == [8, 16, 32]
    assert abs(tried[-1] - without) < 1e-3 < 1e-2 < without - tried[0]
    for name in ("gradient boosting", "deep", "both, no crosses", "wide"):
        mean, of = error["planted"][name]
        assert mean > 3 * of > 0, name
    # "bring nothing", "which differs" by less than its error tells from 0.
    for world, name in (("nothing planted", "both, no crosses"), ("planted", rates)):
        mean, of = error[world][name]
        assert abs(mean) < 2 * of
    # "hardly found them": deep without crosses is where both without crosses is.
    assert abs(planted["deep"] - planted["both, no crosses"]) < 0.01
    assert len(stored["seeds"]) == 3


# --- questions ------------------------------------------------------------------------


def test_answers_follow_from_the_lesson(lesson):
    zeros = np.zeros(1)
    # One step of FTRL whose gradient is all of its memory, at a rate of 0.1.
    w, *_ = lesson["ftrl"](zeros, zeros, zeros, np.array([7.0]), 0.7, 0.0, 2.0)
    owned = np.arange(30)[None]
    answers = {
        "value-of-a-cross-product": lesson["cross_product"](
            [0.5, 4, 0, 0.25], [1, 1, 0, 1]
        ),
        "crosses-in-a-store": lesson["crosses"](owned, np.array([999]), 1000).size,
        "inputs-of-the-tower": 20 * 32 + 15,
        "weight-after-l1": w[0],
    }
    for name, answer in answers.items():
        question = load_question(name)
        assert question.details["answer"] == pytest.approx(answer), name


def test_predictions_come_out_as_the_cells_say(lesson):
    (_, weak, worse), (_, kept, better), _ = lesson["sweep"].values()
    assert predicted(CELLS, "a-weak-l1").startswith("The predictions get farther")
    assert worse > better + 0.5 and 8 < weak / kept < 12  # "ten times as many weights"
    auc = {k: v["auc"] for k, v in results.load("adult")["validation"].items()}
    assert predicted(CELLS, "exact-amounts-deep").startswith(
        f"{auc['both']:.3f}, as much"
    )
    assert abs(auc["deep, exact amounts deep"] - auc["both"]) < 1e-3
    question = load_question("exact-amounts-deep")
    says(question.prompt, f"AUC of {auc['both']:.3f}", f"the amounts {auc['deep']:.3f}")
    one, two, _, half, _ = results.load("wide_deep_latency")["rows"]
    assert predicted(CELLS, "two-threads").startswith(
        f"About {two['median_ms']:.0f} ms"
    )
    question = load_question("two-threads")
    said = " ".join(option["feedback"] for option in question.details["options"])
    says(question.prompt, f"takes {one['median_ms']:.1f} ms for the median")
    says(said, f"takes {two['fastest_ms']:.1f} ms", f"100 take {half['median_ms']} ms")


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
