"""Chapter 6, retrieval: what its cells build equals the package; its prose, its cells."""

import contextlib
import copy
import io
import re
from urllib.parse import parse_qs

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnbook import plots, results
from nnbook.grading.question import load_question
from nnbook.recsys.features.examples import training_examples
from nnbook.recsys.models import embedding
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.serving.index import Exact, recall, search_unseen
from nnbook.recsys.training import sampling
from nnbook.widgets import SampledSoftmax
from tests.chapters.lesson import (
    cells_of,
    holds,
    predicted,
    printed,
    prose,
    says,
    word,
)

matplotlib.use("svg")
CELLS = cells_of("06_youtube_retrieval")
PROSE = prose(CELLS)
TEXT = "\n".join(cell.source for cell in CELLS if cell.cell_type == "markdown")
# What the chapter defines and needs before its first training.
DEFINED = (
    "one-stage two-stages site average tower softmax-loss claim-joint examples new fit "
    "seen hit-rate sampled-loss same-sampled best-unseen"
).split()
IDS = st.lists(st.lists(st.integers(-1, 6), min_size=4, max_size=4), min_size=1)


def numbers(name):
    return [
        float(n.replace(",", ""))
        for n in re.findall(r"\d[\d,]*\.?\d*", printed(CELLS, name))
    ]


@pytest.fixture(scope="module")
def lesson():
    """What the chapter's imports and defining cells define, with one epoch of training."""
    namespace = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in CELLS[1:]:
            name = cell.metadata.get("name")
            if name == "same-sampled":
                model = namespace["new"]()
                namespace["full"] = namespace["fit"](
                    model, namespace["examples"], epochs=1
                )
                namespace["counts"] = np.bincount(
                    namespace["known"].item, minlength=namespace["events"].n_items
                )
            if "use_book_style" in cell.source or name in DEFINED:
                exec(cell.source, namespace)
    plt.close("all")
    return namespace


# --- lesson code == package code --------------------------------------------------------


@given(IDS)
def test_average_equals_the_package(lesson, ids):
    table = embedding.Embedding(7, 3)
    ids = torch.tensor(ids)
    ours = lesson["average"](table.weight, ids)
    assert torch.allclose(ours, embedding.average(table, ids), atol=1e-6)
    for vector, row in zip(ours, ids, strict=True):
        real = [table.weight[i] for i in row.tolist() if i >= 0]
        want = torch.stack(real).mean(0) if real else torch.zeros(3)
        assert torch.allclose(vector, want, atol=1e-6)


@given(st.integers(0, 99))
def test_tower_and_softmax_equal_the_package(lesson, seed):
    torch.manual_seed(seed)
    model = CandidateGenerator(9, dim=4, hidden=(8, 6))
    batch = {
        "watches": torch.randint(-1, 9, (5, 3)),
        "label": torch.randint(0, 9, (5,)),
    }
    layers = [layer for layer in model.tower if hasattr(layer, "weight")]
    u = lesson["user_vectors"](batch["watches"], model.watches.weight, layers)
    assert torch.allclose(u, model.user_vectors(batch), atol=1e-6)
    loss = lesson["softmax_loss"](u, model.items.weight, batch["label"])
    assert torch.allclose(loss, model.loss(batch), atol=1e-6)


@given(st.integers(0, 99), st.sampled_from([0.0, 0.75, 1.0]))
def test_sampled_loss_equals_the_package_with_accidental_hits(lesson, seed, alpha):
    g = torch.Generator().manual_seed(seed)
    u, V = torch.randn(6, 3, generator=g), torch.randn(10, 3, generator=g)
    labels = torch.randint(0, 10, (6,), generator=g)
    sampler = sampling.popularity(torch.arange(1, 11), 8, alpha)
    sampled = sampler.draw(g)
    ours = lesson["sampled_loss"](u, V, labels, sampled, sampler.log_q)
    theirs = sampling.sampled_softmax_loss(u, V, labels, sampled, sampler.log_q)
    assert torch.allclose(ours, theirs, atol=1e-6)


def test_the_sampled_loss_of_everything_is_the_full_one(lesson):
    u, V, labels = torch.randn(4, 3), torch.randn(8, 3), torch.tensor([0, 3, 3, 7])
    ours = lesson["sampled_loss"](u, V, labels, torch.arange(8), torch.zeros(8))
    assert torch.allclose(ours, lesson["softmax_loss"](u, V, labels), atol=1e-6)


def test_nothing_seen_is_offered_or_ranked(lesson):
    U = lesson["U"]
    found = lesson["best_unseen"](U, lesson["V"], lesson["seen"], 10)
    assert not lesson["seen"].gather(1, found).any()
    place = lesson["rank"](U @ lesson["V"].T, found[:, :1].ravel())
    assert (place == 1).all()


def test_the_seen_are_those_of_the_log(lesson):
    known, last, seen = lesson["known"], lesson["last"], lesson["seen"]
    for row in (0, 351, len(last) - 1):
        own = known.item[known.user == last.user[row]]
        assert seen[row].nonzero().ravel().tolist() == sorted(set(own.tolist()))


def test_no_target_stands_in_its_own_history(lesson):
    e = training_examples(lesson["events"], np.random.default_rng(0), window=20)
    assert not (e.inputs["watches"] == e.label[:, None]).any()


def test_what_float16_changes(lesson):
    """The page's weights are rounded: u moves by less than 0.1%, one rank in a hundred."""
    batch = {"watches": lesson["tests"].batch()["watches"][:300]}
    rounded = copy.deepcopy(lesson["full"])
    for weight in rounded.parameters():
        weight.data = weight.data.half().float()
    lists, users = [], []
    for model in (lesson["full"], rounded):
        with torch.no_grad():
            u = model.user_vectors(batch).numpy()
        exact = Exact(model.item_vectors().detach().numpy())
        lists.append(search_unseen(exact, u, 10, batch["watches"]))
        users.append(u)
    moved = np.linalg.norm(users[1] - users[0], axis=1)
    assert (moved < 1e-3 * np.linalg.norm(users[0], axis=1)).all()
    assert recall(lists[1], lists[0]) > 0.99
    assert np.mean(lists[0] == lists[1]) > 0.97


# --- numbers in prose -------------------------------------------------------------------


def test_what_two_stages_cost():
    one, two = numbers("one-stage")[1], numbers("two-stages")[0]
    assert "1.7 trillion" in TEXT and round(one / 1e12, 1) == 1.7
    assert "almost three minutes" in TEXT and 165 < one / 1e10 < 180
    assert "Fifteen hundred times less: a tenth of a second" in TEXT
    assert round(one / two, -2) == 1500 and round(two / 1e10, 1) == 0.1


def test_sizes_of_the_tables_and_the_tower():
    tables, tower = numbers("weights")
    assert "768 million" in TEXT and tables == 768e6
    assert "1.2 million" in TEXT and round(tower / 1e6, 1) == 1.2


def test_the_worked_softmax():
    p = np.exp([1, 2, 0]) / np.exp([1, 2, 0]).sum()
    assert "0.24, 0.67 and 0.09" in TEXT
    assert p.round(2).tolist() == [0.24, 0.67, 0.09]


def test_the_worked_importance_weights():
    e, Q = np.array([1, 2, 6]), np.array([0.5, 0.5, 0.8])
    assert numbers("importance") == [round((Q * e).sum(), 1), e.sum()]
    assert "= 6.3$" in TEXT and "2, 4 and 7.5" in TEXT


def test_the_network_is_about_four_times_as_good_as_popularity():
    _, popularity, _, network = numbers("first-training")
    assert "Four times the hit rate of popularity" in TEXT
    assert 3.5 < network / popularity < 4.5


def test_the_linear_last_layer_is_ahead_and_dead_numbers_are_not_all_of_it():
    stored = results.load("last_layer")
    rows = {(r["layer"], r["dim"], r["lr"]): r for r in stored["rows"]}
    for name in ("32, best rate of each", "64"):
        over = stored["linear over ReLU"][name]
        assert over["mean"] > 5 * max(
            over["error over people"], over["error over starts"]
        )
        assert over["mean"] > 0.01
    hits = {key: np.array(row["HR@10"]) for key, row in rows.items()}

    def over(better, other):
        gain = hits[(*better, 0.003)] - hits[(*other, 0.003)]
        error = gain.std(ddof=1) / len(gain) ** 0.5
        assert gain.mean() > 2 * error
        return f"{gain.mean():.3f} ± {error:.3f}"

    alive = 64 * (1 - rows["ReLU", 64, 0.003]["always 0"])
    says(
        PROSE,
        f"With 64 numbers, of which {alive:.0f} are alive, the ReLU does find more than"
        f" with 32, by {over(('ReLU', 64), ('ReLU', 32))}",
        f"gains as much by them, {over(('linear', 64), ('linear', 32))}",
        f"still ahead of the ReLU's {alive:.0f},"
        f" by {over(('linear', 32), ('ReLU', 64))}",
    )
    zero = rows["ReLU", 32, 0.003]["always 0"]
    holds(PROSE, {"a quarter of the numbers in the user vector": (zero, 0.2, 0.3)})


def test_vectors_counted_beforehand_are_as_good_and_random_ones_are_not():
    joint, counted, random = numbers("jointly-or-counted")
    assert joint < counted < 1.2 * joint
    assert random < 0.7 * joint


def test_without_log_q_a_third_of_the_hits_is_lost():
    rows = [line.split() for line in printed(CELLS, "sampled-training").splitlines()]
    full, corrected, raw = (float(row[-2]) for row in rows[:3])
    popular = [float(row[-1]) for row in rows]
    assert "*a third" in TEXT and 0.28 < 1 - raw / corrected < 0.42
    assert 0.8 * full < corrected < full
    assert popular[2] < 0.5 * popular[3] < popular[1]


def test_corrected_scores_are_recovered():
    assert numbers("recovered") == [1.0, 0.2]


def test_how_near_the_sampled_loss_comes_to_the_full_one():
    """Exactly, over all 256 sets of the chapter's eight videos: no chance in it."""
    P = torch.tensor(0.7 ** np.arange(8))
    P /= P.sum()
    sets = torch.tensor(np.indices([2] * 8).reshape(8, -1).T > 0)
    candidates = sets[:, None] | torch.eye(8, dtype=torch.bool)  # with each label

    def slope(share, Q):
        """Of the scores that minimize the corrected loss over log P."""
        z = torch.zeros(8, dtype=torch.float64, requires_grad=True)
        lbfgs = torch.optim.LBFGS([z], max_iter=200, line_search_fn="strong_wolfe")

        def loss():
            lbfgs.zero_grad()
            corrected = z - Q.log()
            all_of_them = torch.where(candidates, corrected, -torch.inf).logsumexp(2)
            value = (share[:, None] * P * (all_of_them - corrected)).sum()
            value.backward()
            return value

        lbfgs.step(loss)
        return np.polyfit(P.log(), z.detach(), 1)[0]

    def drawn(n):
        """How likely n draws give each set: within it, but within no part of it."""
        part = (sets[:, None] >= sets).all(2)
        size = sets.sum(1)
        sign = (-1.0) ** (size[:, None] - size)
        return (part * sign * (sets * P).sum(1) ** n).sum(1)

    for n, too_far in ((4, 0.0222), (50, 0.00012)):
        Q = 1 - (1 - P) ** n
        alone = torch.where(sets, Q, 1 - Q).prod(1)
        assert slope(alone, Q) == pytest.approx(1, abs=1e-4)
        assert slope(drawn(n), Q) == pytest.approx(1 + too_far, abs=1e-4)
    says(PROSE, "4 draws end 2% too far apart, those of 50 draws 0.01%")


def test_the_bias_of_each_loss_falls_but_that_of_yes_or_no():
    (soft, soft_end), (raw, raw_end), (no, no_end) = np.reshape(
        numbers("angles"), (3, 2)
    )
    assert soft < raw < no
    assert soft_end == raw_end == 0 and no_end > 10


def test_a_quarter_of_the_catalogue_has_nine_tenths():
    eight = printed(CELLS, "probes").splitlines()[1]
    share, found = (int(n) for n in re.findall(r"(\d+)%", eight))
    assert 22 <= share <= 28 and 88 <= found <= 94


def test_scale_is_told_as_it_was_measured():
    scale = results.load("scale")
    steps, rows = scale["steps"], scale["search"]["1000000"]
    full, sampled, model = (steps[name] for name in ("full", "sampled", "model"))
    assert full[-1] / sampled[-1] > 100
    assert sampled[-1] / sampled[0] < 1.3 and 1.2 < model[-1] / model[0] < 1.5
    assert scale["training"]["examples_a_second"] > 15_000
    of = {(row["index"], row["value"]): row for row in rows}
    flat, ivf, hnsw = of["faiss flat", None], of["IVF", 64], of["HNSW", 800]
    times = hnsw["seconds"] / ivf["seconds"]
    says(
        prose(CELLS),
        f"a training step of {steps['batch']} examples",
        f"finds {int(100 * ivf['recall'])} of the best 100 in a third of a millisecond",
        f"an exact search takes {1e3 * flat['seconds']:.0f}",
        f"almost four times as long for {int(100 * hnsw['recall'])}",
        f"rises from {1e3 * full[0]:.0f} to {1e3 * full[-1]:,.0f}",
        f"stays near {np.mean(sampled) * 1e3:.0f}",
    )
    assert 0.3 < 1e3 * ivf["seconds"] < 0.4 and 3.5 < times < 4


def test_next_beats_random_on_the_question_of_the_site():
    next_any, next_site, random_any, random_site = numbers("next-or-random")
    assert random_any > next_any and next_site > random_site


def test_only_the_random_way_sees_the_future():
    assert numbers("leak-test")[0] == 100 and numbers("leak-test")[1] < 5


def test_example_age_gives_new_videos_their_share():
    watched, without, with_age = numbers("example-age")[::2]
    assert without < 0.5 * watched < with_age


def test_arithmetic_that_the_text_does(lesson):
    vectors = np.array([[2.0, 0], [4, 3], [0, 3]])
    mean = vectors.mean(axis=0)
    gains = 1 / np.log2([2.0, 4, 11])
    d, million = 256, 10**6
    (counted,) = (c for c in CELLS if c.metadata.get("name") == "counted")
    says(
        PROSE,
        f"is described by ({mean[0]:.0f}, {mean[1]:.0f})",
        f"since $e^{{1.1}} = {np.exp(1.1):.1f}$",
        f"that is {million * d // million} million multiplications forward",
        f"First place gains {gains[0]:.0f}, third place $1/\\log_2 4 = {gains[1]}$",
        f"tenth place {gains[2]:.2f}",
        f"Keep the best {lesson['candidates']}, and give only these",
        f"a vector of {lesson['d']} numbers",
    )
    holds(
        PROSE,
        {
            "the latest watch counts three times as much": (np.exp(1.1), 2.95, 3.05),
            "We can make those in ten lines": (
                len(counted.source.splitlines()),
                10,
                10,
            ),
            "with a few ten thousand examples": (len(lesson["examples"]), 2e4, 5e4),
            "Fifty draws instead of a thousand terms": (lesson["sampler"].n, 50, 50),
        },
    )


def test_printed_numbers_that_the_text_repeats():
    softmax = numbers("angles")
    holds(
        PROSE,
        {
            f"levels off at {softmax[-1]:.0f} degrees": (softmax[-1], 10, 25),
            "more than 100 times as fast as the full softmax": (
                numbers("softmax-cost")[0],
                100,
                999,
            ),
        },
    )


@pytest.fixture(scope="module")
def features(lesson):
    """The lesson, and what its cells on cold starts and on example age find."""
    namespace = dict(lesson)
    wanted = "first-training search-events variants cold-start ages example-age"
    with contextlib.redirect_stdout(io.StringIO()):
        for name in wanted.split():
            (cell,) = (c for c in CELLS if c.metadata.get("name") == name)
            exec(cell.source, namespace)
    return namespace


def test_who_has_no_history_lives_on_the_other_features(features):
    rates = features["rates"]
    popular = features["hit_rate"](features["popular"])
    known = [known for known, _ in rates.values()]
    none, person, both = (rates[k][1] for k in ("watches", "+ person", "+ both"))
    way = (person - none) / (both - none)
    holds(
        PROSE,
        {
            "With watches known all are near 0.25": (np.mean(known), 0.22, 0.28),
            "is *no better than popularity*": (none / popular, 0, 0.95),
            "get half-way back": (way, 0.4, 0.7),
            "it comes close to the models that know the watches": (
                both / np.mean(known),
                0.85,
                1.1,
            ),
        },
    )


def test_a_zero_vector_that_was_met_in_training_does_no_better(features):
    """Every tenth history is hidden in training: popularity is still not passed."""
    generator = torch.Generator().manual_seed(0)

    def with_hidden(model, batch):
        hidden = torch.rand(len(batch["label"]), generator=generator) < 0.1
        watches = batch["watches"].masked_fill(hidden[:, None], -1)
        return model.loss(batch | {"watches": watches})

    watches = features["tests"].batch()["watches"]
    nothing = {"watches": torch.full_like(watches, -1)}
    model = features["fit"](features["new"](), features["examples"], with_hidden)
    with torch.no_grad():
        met = features["hit_rate"](model(nothing))
        unmet = features["hit_rate"](features["full"](nothing))
    popular = features["hit_rate"](features["popular"])
    assert unmet < popular
    holds(PROSE, {"it does no better": (met / popular, 0.5, 1.05)})


def test_it_is_the_length_that_promises_too_much(features):
    """One watch, made as short as the mean of twenty: nothing else differs."""
    full, seen = features["full"], features["seen"]
    watches = features["tests"].batch()["watches"]
    with torch.no_grad():
        long, mean = full.history(watches[:, :1]), full.history(watches)
        short = long * mean.norm(dim=1).mean() / long.norm(dim=1, keepdim=True)
        promised, found = [], []
        for history in (long, short):
            z = full.tower(history) @ full.item_vectors().T
            p = z.masked_fill(seen, -torch.inf).softmax(1)
            promised.append(p.topk(10).values.sum(1).mean().item())
            found.append(features["hit_rate"](z))
    holds(
        PROSE,
        {
            "and 0.18 is promised": (promised[1], 0.165, 0.195),
            "instead of 0.51": (promised[0], 0.49, 0.53),
            "with no fewer found": (found[1] / found[0], 1, 1.2),
        },
    )


def test_as_many_examples_without_a_limit_find_as_many(features):
    """The control of the limit: the number of examples alone differs from all of them."""
    known = features["known"]
    every = training_examples(known, np.random.default_rng(0), 20, None)
    few = training_examples(known, np.random.default_rng(0), 20, 5)
    rows = np.random.default_rng(0).choice(len(every), len(few), replace=False)

    class Some:
        def __len__(self):
            return len(rows)

        def batch(self, chosen):
            return every.batch(rows[chosen])

    model = features["fit"](features["new"](), Some())
    with torch.no_grad():
        found = features["hit_rate"](model(features["tests"].batch()))
    holds(PROSE, {"find no more": (found, 0.15, 0.185)})


def test_several_starts_find_what_one_finds(features):
    """The stored starts; the first one is the chapter's own, and found again."""
    stored = results.load("retrieval_starts")
    rate = {name: np.mean(row) for name, row in stored["rates"].items()}
    number = {name: np.mean(row) for name, row in stored["numbers"].items()}
    count = word(len(stored["rates"]["full"]))

    def over(pair):
        row = stored["over"][pair]
        error = max(row["error over people"], row["error over starts"])
        return f"{row['mean']:+.3f} ± {error:.3f}".replace("-", "−")

    corrected, drawn = (np.array(stored["rates"][n]) for n in ("corrected", "as drawn"))
    lost = 1 - drawn / corrected
    says(
        PROSE,
        f"over {count} starts its hit rate is {rate['nothing known, met']:.3f}, against"
        f" {rate['nothing known']:.3f} without that and {stored['popularity']:.3f} of",
        f"From {count} starts",
        f"HR@10 is {rate['full']:.3f}, {rate['corrected']:.3f} and {rate['as drawn']:.3f},"
        f" and what is lost lies between {lost.min():.0%} and {lost.max():.0%}",
        f"over {count} starts, the inner product finds {over('full over cosine')} more",
        f"Over {count} starts {number['promised, one, short']:.2f} instead of"
        f" {number['promised, one']:.2f}, and"
        f" {over('promised, one, short over promised, one')} are found",
        f"over {count} starts {rate['as many of all']:.3f} against"
        f" {rate['at most 5']:.3f} with the limit, a difference of"
        f" {over('as many of all over at most 5')}",
    )
    for pair in ("full over corrected", "corrected over as drawn", "full over cosine"):
        row = stored["over"][pair]
        assert row["mean"] > 5 * row["error over people"]
    assert 0.25 < lost.min() and lost.max() < 0.45
    met = stored["over"]["nothing known, met over nothing known"]
    assert met["mean"] < 2 * met["error over people"]
    limit = stored["over"]["as many of all over at most 5"]
    assert limit["mean"] < -3 * limit["error over people"]
    assert "which even helps a little" in PROSE
    lengths = stored["numbers"]["length and log popularity"]
    assert min(lengths) > -0.7 and max(lengths) < -0.55
    with torch.no_grad():
        found = features["hit_rate"](features["full"](features["tests"].batch()))
    assert found == pytest.approx(stored["rates"]["full"][0], abs=0.01)


def test_what_a_model_is_given_from_twenty_starts(features):
    """The stored starts; what the cells find lies among them."""
    stored = results.load("retrieval_inputs")["0.003"]
    assert {len(rows) for part in stored.values() for rows in part.values()} == {20}
    mean = {
        part: {case: np.mean(rows, 0) for case, rows in cases.items()}
        for part, cases in stored.items()
    }
    known = [f"{rates[0]:.3f}" for rates in mean["features"].values()]
    (learned,), (counted,), (random,) = mean["vectors"].values()
    (next_any, next_site, *_), (any_, site, *_) = mean["questions"].values()
    without, with_age = ([sum(r) for r in rows] for rows in stored["age"].values())
    says(
        PROSE,
        f"the four have hit rates of {', '.join(known[:3])} and {known[3]}",
        f"they find {counted:.3f}, the learned ones {learned:.3f},"
        f" random ones {random:.3f}",
        f"its columns are {next_any:.2f} and {any_:.2f},"
        f" {next_site:.2f} and {site:.2f}",
        f"between {min(without):.0%} and {max(without):.0%} without it, and between"
        f" {min(with_age):.0%} and {max(with_age):.0%} with it",
    )
    none = {case: rates[1] for case, rates in mean["features"].items()}
    holds(
        PROSE,
        {
            "get half-way back": (
                (none["+ person"] - none["watches"])
                / (none["+ both"] - none["watches"]),
                0.4,
                0.7,
            ),
            "the other features add little": (
                mean["features"]["+ both"][0] / mean["features"]["watches"][0],
                1,
                1.15,
            ),
        },
    )
    per_start = np.array(stored["vectors"]["counted"]) > stored["vectors"]["learned"]
    assert per_start.mean() >= 0.9 and "*better*" in PROSE
    assert min(any_ for any_, *_ in stored["questions"]["random"]) > max(
        any_ for any_, *_ in stored["questions"]["next"]
    )
    assert np.mean([r[1] for r in stored["questions"]["next"]]) > max(
        r[1] for r in stored["questions"]["random"]
    )
    for case, (known, hidden) in features["rates"].items():
        rows = np.array(stored["features"][case])
        assert (abs(rows.mean(0) - [known, hidden]) < 5 * rows.std(0)).all()


def test_what_a_model_is_given_at_other_rates():
    """The same cases from some of the same starts, and each one's best rate."""
    stored = results.load("retrieval_inputs")

    def rows(rate, part, case):
        """(starts, numbers)."""
        return np.array(stored[str(rate)][part][case])

    def best(part, case, column=0):
        """The rate with the largest mean over the starts."""
        having = [rate for rate in stored if case in stored[rate].get(part, {})]
        return max(having, key=lambda r: rows(r, part, case)[:, column].mean())

    def over(rate, part, case, column=0):
        """Ahead of the chapter's rate from the same starts: mean, standard error."""
        here = rows(rate, part, case)[:, column]
        apart = here - rows(0.003, part, case)[: len(here), column]
        return apart.mean(), apart.std(ddof=1) / len(apart) ** 0.5

    for rate, count in {0.01: 8, 0.001: 2}.items():
        cases = [case for part in stored[str(rate)].values() for case in part.values()]
        assert {len(starts) for starts in cases} == {count}
    assert "from fewer starts, eight and two" in PROSE
    for case in stored["0.003"]["features"]:  # worse for all four
        assert best("features", case) == "0.003"
        mean, error = over(0.01, "features", case)
        assert mean < -2 * error
        assert (
            rows(0.001, "features", case)[:, 0]
            < rows(0.003, "features", case)[:2, 0] - 0.01
        ).all()
    popular = results.load("retrieval_starts")["popularity"]
    hidden = [rows(rate, "features", "watches")[:, 1].mean() for rate in (0.003, 0.01)]
    mean, error = over(0.01, "features", "watches", 1)
    assert mean > error and max(hidden) < popular + 0.005
    assert best("vectors", "learned") == "0.003"
    larger = []
    for case in ("counted", "random"):
        assert best("vectors", case) == "0.01"
        mean, error = over(0.01, "vectors", case)
        assert mean > 3 * error
        larger.append(rows(0.01, "vectors", case).mean())
    says(
        PROSE,
        f"it finds {hidden[0]:.3f}, or {hidden[1]:.3f} at three times the rate",
        f"largest that we have tried, the counted ones find {larger[0]:.3f}, random ones {larger[1]:.3f},"
        f" and the learned ones {rows(0.01, 'vectors', 'learned').mean():.3f}, less",
    )
    shares = {"without age": [], "with age": []}
    for rate in ("0.01", "0.001"):
        any_next, any_random = (
            rows(rate, "questions", case)[:, :2].mean(0) for case in ("next", "random")
        )
        assert any_next[0] < any_random[0] and any_next[1] > any_random[1]
        for case, found in shares.items():
            found += rows(rate, "age", case).sum(1).tolist()
    says(
        PROSE,
        f"at most {max(shares['without age']):.0%} without it and at least"
        f" {min(shares['with age']):.0%} with it",
    )


def test_the_constant_of_the_yes_or_no_losses_suits_them_best(features):
    namespace, source = (
        dict(features),
        {c.metadata.get("name"): c.source for c in CELLS},
    )
    with contextlib.redirect_stdout(io.StringIO()):
        for name in ("same-sampled", "bias"):
            exec(source[name], namespace)
    angles = {}
    for constant in (7, 9, 11):
        exec(source["yes-or-no"].replace("9", str(constant)), namespace)
        angles[constant] = namespace["bias"](namespace["yes_or_no"], 1000)
    holds(
        PROSE,
        {
            "We grant them $-9$, which suits them about best": (
                angles[9] - min(angles.values()),
                0,
                1,
            )
        },
    )


def test_how_new_videos_fare(features):
    watched, without, with_age = features["shares"].values()
    holds(
        PROSE,
        {
            "get 7 to 8 percent of the real watches": (100 * min(watched), 6.5, 8.5),
            "gives the youngest almost nothing": (without[0], 0, 0.005),
            "and the youngest still too little": (with_age[0] / watched[0], 0, 0.5),
            "of 5 to 20 days more than they really get": (
                min(with_age[2] / watched[2], with_age[3] / watched[3]),
                1.1,
                4,
            ),
        },
    )
    assert 100 * max(watched) < 8.5


def test_links_put_the_widget_into_states_that_it_takes():
    found = re.findall(r"\]\(#sampled-softmax\?([^)\s]+)\)", TEXT)
    assert len(found) >= 3
    for query in found:
        state = {key: value for key, (value,) in parse_qs(query).items()}
        for key in ("negatives", "seed"):
            state[key] = int(state[key])
        state["correction"] = state["correction"] == "true"
        widget = SampledSoftmax(**state)
        assert {key: getattr(widget, key) for key in state} == state


# --- questions --------------------------------------------------------------------------


def test_answers_follow_from_the_definitions():
    answers = {
        "seconds-for-two-stages": 2_000_000 * 0.05e-6 + 500 * 20e-6,
        "average-of-a-padded-history": (2 + 4 + 9) / 3,
        "what-a-popular-video-loses": np.log(20),
        "share-of-a-busy-user": 100 * 1000 / (1000 + 100 * 10),
    }
    for name, answer in answers.items():
        question = load_question(name)
        assert question.details["answer"] == pytest.approx(answer, rel=2e-3), name


def test_predictions_come_out_as_the_cells_say():
    _, flat = numbers("recovered")
    assert (
        predicted(CELLS, "what-drawing-does").startswith("Nearly flat") and flat < 0.3
    )
    says(load_question("what-drawing-does").prompt, f"{round(0.7**-7)} times as often")
    length = float(printed(CELLS, "lengths").split()[4])
    assert predicted(CELLS, "long-or-popular").startswith("About −0.6")
    assert length == -0.6


# --- the figures ------------------------------------------------------------------------


def lines(ax):
    return {line.get_label(): line for line in ax.lines}


def texts(ax):
    return [text.get_text() for text in ax.texts]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_funnel_narrows_and_names_each_stage():
    ax = plots.plot_funnel({"all": 10_000, "page": 10}, ["retrieval"])
    assert {"all", "10,000", "page", "10", "retrieval"} == set(texts(ax))
    heights = [p.get_extents().height for p in ax.patches[1:]]
    assert heights[0] > heights[1]


def test_candidate_generator_has_a_box_for_each_layer():
    shown = texts(plots.plot_candidate_generator(tower=(64, 32)))
    assert [t for t in shown if t.startswith("ReLU")] == ["ReLU, 64", "ReLU, 32"]
    assert {"watches", "searches", "user vector u", "training", "serving"} <= set(shown)


def test_hit_rates_draw_a_row_for_each_model():
    ax = plots.plot_hit_rates({"a": [0.2, 0.1], "b": [0.3, 0.2]}, ("x", "y"), 0.05)
    assert lines(ax)["x"].get_xdata().tolist() == [0.2, 0.3]
    assert lines(ax)["y"].get_xdata().tolist() == [0.1, 0.2]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["a", "b"]


def test_recovered_scores_stand_over_the_true_ones():
    ax = plots.plot_recovered([0.0, 1.0], {"good": [0.0, 1.0], "flat": [0.5, 0.5]})
    assert lines(ax)["flat"].get_ydata().tolist() == [0.5, 0.5]


def test_angles_and_probes_draw_what_they_are_given():
    ax = plots.plot_angles([10, 100], {"soft": [20.0, 5.0]})
    assert lines(ax)["soft"].get_ydata().tolist() == [20, 5]
    ax = plots.plot_probes({1: (0.1, 0.4), 8: (0.5, 0.9)})
    assert ax.lines[0].get_xdata().tolist() == [0.1, 0.5]
    assert texts(ax) == ["1", "8"]


def test_places_draw_the_mean_of_the_runs():
    ax = plots.plot_places({"next": [[0.6, 0.4], [0.8, 0.2]]})
    assert np.allclose(lines(ax)["next"].get_ydata(), [0.7, 0.3])


def test_video_ages_draw_a_bar_for_each_group():
    ax = plots.plot_video_ages(["new", "old"], {"watched": [0.2, 0.8], "model": [0, 1]})
    assert [bar.get_height() for bar in ax.patches] == [0.2, 0.8, 0, 1]


# --- links to the embedding map ---------------------------------------------------------


def histories():
    """The histories that links give the map, by the text of the link."""
    links = re.findall(r"\[([^\]]+)\]\(#embedding-map\?history=([\d,]*)&", TEXT)
    return {text: [int(n) for n in ids.split(",") if n] for text, ids in links}


def test_links_name_the_videos_that_the_text_speaks_of(lesson):
    links, title = histories(), lesson["site"].title
    assert links["eight videos"] == lesson["mine"].item[:-1].tolist()
    assert links["nothing"] == []
    (one,), two = links["part 1"], links["parts 1 and 2"]
    assert title(one) == "fashion, series 17, part 1 (Spanish)"
    assert title(two[1]) == "fashion, series 17, part 2 (Spanish)"
    assert two[0] == one and links["cosine"] == links["two cells"] == two


def test_neighbours_share_their_language_more_often_than_by_chance():
    near, chance = numbers("map")
    assert near > 2 * chance


def test_one_watch_promises_several_times_what_it_keeps():
    (_, one, found), _, (_, all_, kept) = np.reshape(numbers("promised"), (3, 3))
    assert "several times too much" in TEXT and 3 < one / found < 6
    assert "roughly what it promises" in TEXT and 0.8 < kept / all_ < 1.25
