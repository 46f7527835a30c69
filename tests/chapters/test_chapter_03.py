"""Chapter 3: what its cells build equals the package, and its figures show the data."""

import contextlib
import io
import re
from urllib.parse import parse_qs

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook import gradcheck, nn, plots, results
from nnbook.grading.exercise import load
from nnbook.grading.question import load_question
from nnbook.widgets import DrawADigit, ForwardPass, Playground
from nnbook.widgets.draw_a_digit import decode
from tests import ROOT
from tests.bench import batch_sizes, digit_network
from tests.chapters.lesson import holds, printed, prose, says, starter
from tests.golden.digits import trained

matplotlib.use("svg")
PATH = ROOT / "chapters" / "03_networks.ipynb"
CELLS = nbformat.read(PATH, as_version=4).cells
PROSE = prose(CELLS)
TEXT = "\n".join(cell.source for cell in CELLS if cell.cell_type == "markdown")
# What the chapter defines; the rest of its cells measures and draws.
DEFINED = (
    "forward weights count forward-batch descend moons loss-at gradient network-of "
    "batches train hinge-network learn-curve"
).split()


@pytest.fixture(scope="module")
def lesson():
    """The imports of the chapter and the functions that its cells define."""
    namespace = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in CELLS[1:]:
            first = cell.cell_type == "code" and "use_book_style" in cell.source
            if first or cell.metadata.get("name") in DEFINED:
                if cell.metadata.get("name") == "loss-at":
                    namespace["X"], namespace["y"] = namespace["moons"](
                        20, np.random.default_rng(0)
                    )
                exec(cell.source, namespace)
    plt.close("all")
    return namespace


sizes = st.lists(st.integers(1, 5), min_size=2, max_size=5)


def random_network(sizes, rng):
    layers, triples = [], []
    for below, n in zip(sizes, sizes[1:], strict=False):
        layers += [nn.Linear(below, n, rng), nn.Activation("tanh")]
        layers[-2].b.data = rng.normal(size=n)
        triples.append((layers[-2].W.data, layers[-2].b.data, np.tanh))
    return nn.Sequential(*layers), triples


@given(sizes, st.integers(1, 4), st.integers(0, 2**32))
def test_forward_equals_the_package(lesson, sizes, n, seed):
    rng = np.random.default_rng(seed)
    network, triples = random_network(sizes, rng)
    X = rng.normal(size=(n, sizes[0]))
    theirs = network(X).data
    assert np.allclose(lesson["forward_batch"](X, triples), theirs, atol=1e-12)
    assert np.allclose([lesson["forward"](x, triples) for x in X], theirs, atol=1e-12)
    parameters = list(network.parameters())
    assert lesson["count"](sizes) == sum(p.data.size for p in parameters)
    for W, (below, N) in zip(
        parameters[::2], zip(sizes, sizes[1:], strict=False), strict=True
    ):
        assert W.shape == (N, below)


def test_the_widget_starts_with_the_network_of_the_text(lesson):
    widget = ForwardPass()
    for W, b, trait in (
        (lesson["W1"], lesson["b1"], 0),
        (lesson["W2"], lesson["b2"], 1),
    ):
        assert np.array_equal(widget.weights[trait], W)
        assert np.array_equal(widget.biases[trait], b)
    assert widget.x == [1.0, -0.5]


@given(st.integers(0, 2**32))
def test_nudging_and_the_loss_equal_the_package(lesson, seed):
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=33)
    X, y = lesson["moons"](20, rng)

    def f(theta):
        return lesson["loss_at"](theta, X, y)

    ours = lesson["slopes_by_nudging"](f, theta)
    assert np.allclose(ours, gradcheck.numerical_gradient(f, theta), atol=1e-9)
    network = lesson["network_of"](theta)
    loss = nn.logistic_cross_entropy(network(X), y)
    assert np.isclose(loss.item(), f(theta), atol=1e-12)
    loss.backward()
    theirs = np.concatenate([p.grad.ravel() for p in network.parameters()])
    assert np.allclose(ours, theirs, atol=1e-7)


@given(st.integers(1, 40), st.integers(1, 50), st.integers(0, 99))
def test_minibatches_have_every_example_once(lesson, n, size, seed):
    made = lesson["minibatches"](n, size, np.random.default_rng(seed))
    assert sorted(np.concatenate(made)) == list(range(n))
    assert all(len(batch) == size for batch in made[:-1])
    assert len(made) == -(-n // size)


def test_a_full_batch_trains_by_plain_gradient_descent(lesson):
    rng = np.random.default_rng(5)
    X, y = lesson["moons"](30, rng)
    theta = rng.normal(size=33)
    losses = lesson["train"](lesson["network_of"](theta), X, y, 5, 30, 0.5, rng)
    for loss in losses:
        g = gradcheck.numerical_gradient(lambda t: lesson["loss_at"](t, X, y), theta)
        theta = theta - 0.5 * g
        assert np.isclose(lesson["loss_at"](theta, X, y), loss, atol=1e-7)


@given(st.integers(2, 12), st.integers(0, 2**32))
def test_hinges_go_through_all_points(lesson, n, seed):
    rng = np.random.default_rng(seed)
    xs, ys = np.cumsum(rng.uniform(0.1, 1, n)), rng.normal(size=n)
    layers = lesson["hinge_network"](xs, ys)
    assert layers[0][0].shape == (n - 1, 1)
    fine = np.linspace(xs[0], xs[-1], 50)
    output = lesson["forward_batch"](fine[:, None], layers)[:, 0]
    assert np.allclose(output, np.interp(fine, xs, ys), atol=1e-8)


def test_links_put_the_widgets_into_states_that_they_take():
    lists = {"units": int, "x": float, "f": str}
    types = {"data": str, "opt": str, "activation": str, "test": bool}
    found = re.findall(r"\]\(#(forward-pass|playground)\?([^)\s]+)\)", TEXT)
    assert len(found) >= 9
    for name, query in found:
        state = {}
        for key, (value,) in parse_qs(query).items():
            if key in lists:
                state[key] = [lists[key](part) for part in value.split(",")]
            else:
                number = (
                    int if key in ("layer", "unit", "steps", "n", "batch") else float
                )
                state[key] = types.get(key, number)(value)
        widget = {"forward-pass": ForwardPass, "playground": Playground}[name](**state)
        assert {key: getattr(widget, key) for key in state} == state


def test_links_put_the_digits_into_states_that_they_take():
    found = re.findall(r"\]\(#draw-a-digit\?([^)\s]+)\)", TEXT)
    assert len(found) == 5
    for query in found:
        state = {key: value for key, (value,) in parse_qs(query).items()}
        state |= {key: int(state[key]) for key in ("step", "steps")}
        widget = DrawADigit(**state)
        assert {key: getattr(widget, key) for key in state} == state


# --- the numbers of the text ----------------------------------------------------------


def numbers(name):
    """The numbers that a cell has printed, line by line."""
    return [
        [float(n.replace(",", "")) for n in re.findall(r"-?\d[\d,]*\.?\d*", line)]
        for line in printed(CELLS, name).splitlines()
    ]


def test_the_forward_pass_by_hand(lesson):
    x = np.array([1.0, -0.5])
    first, second, _ = lesson["W1"] @ x + lesson["b1"]
    sizes = [2, 3, 2]
    says(
        PROSE,
        rf"&= {first:.2f} \end{{aligned}}",
        rf"$a_1 = \tanh({first:.2f}) = {np.tanh(first):.3f}$",
        f"its net input is −{-second:.2f}. It sees the same inputs",
        rf"these are $3 \cdot 3 + 2 \cdot 4 = {lesson['count'](sizes)}$",
        rf"makes $8 \cdot 3 + 9 = {lesson['count']([2, 8, 1])}$ parameters",
    )
    small, large = [784, 256, 128, 10], [1568, 512, 256, 20]
    times = lesson["count"](large) / lesson["count"](small)
    holds(PROSE, {"about four times the parameters": (times, 3.95, 4.05)})
    assert small[0] == 28 * 28


def test_what_the_digits_show():
    stored = results.load("digit_network")
    assert 32 * 65 + 10 * 33 == 2410
    net = trained(stored)
    images = {
        name: np.array([decode(example["cells"])]) / 16
        for name, example in stored["examples"].items()
    }
    hidden = net.layers[0](images["3"]).data[0]
    assert hidden.argmax() == 23 and f"{hidden[23]:.2f}" == "3.85"
    says(PROSE, "Hidden unit 24", "its sum, 3.85, is the largest of all 32")
    read = {name: digit_network.read(net, x)[0] for name, x in images.items()}
    assert read["misread"].argmax() == 9 and stored["examples"]["misread"]["label"] == 3
    assert f"{read['6'][6]:.1%}" == "99.8%"
    assert np.array_equal(digit_network.moved(images["6"], 1)[0], images["shifted"])
    assert read["shifted"].argmax() == 1 and f"{read['shifted'][1]:.0%}" == "92%"
    says(PROSE, "read with 99.8%", "is a 1, with 92%")

    (right, of), (moved, ways), (along, all_) = numbers("digit-moved")
    says(PROSE, f"Of {of:.0f} images that it has not learned from it reads {right:.0f}")
    says(
        PROSE, f"this is one of the {of - right:.0f}", f"all {all_:.0f} are read right"
    )
    assert moved / ways == pytest.approx(0.5, abs=0.03) and along == all_ == ways
    question = load_question("moved-by-one-cell")
    assert f"{ways:.0f} images" in question.prompt and f"{right:.0f} right" in (
        question.prompt
    )


def test_the_losses_by_hand():
    errors = np.array([4, 2, 0, 1]) - [1, 1, 2, 1]
    squares = errors**2
    said = [str(n).replace("-", "−") for n in errors]
    says(
        PROSE,
        f"The errors are {', '.join(said[:3])} and {said[3]}",
        "their squares {}, {}, {} and {}".format(*squares),
        f"the mean is ${squares.sum()}/{len(squares)} = {squares.mean()}$",
        rf"$-\log 0.9 = {-np.log(0.9):.3f}$, for a click that did not come"
        rf" $-\log 0.1 = {-np.log(0.1):.3f}$",
        rf"pays $\log 2 = {np.log(2):.3f}$",
    )


def test_a_step_downhill_by_hand(lesson):
    slope = 2 * (5 - 3)
    _, small = lesson["descend"](5.0, lambda w: 2 * (w - 3), 0.1, steps=1)
    says(
        PROSE,
        f"$2(5 - 3) = {slope}$. It is positive",
        rf"the step is $0.1 \cdot {slope}$, to $w = {small:.1f}$",
    )
    question = load_question("one-step-on-a-parabola").details
    _, w = lesson["descend"](5.0, lambda w: 2 * (w - 3), 0.25, steps=1)
    assert question["answer"] == w
    mistakes = {mistake["value"] for mistake in question["mistakes"]}
    assert {5 + 0.25 * slope, 5 - slope, 5 - 0.25 * slope / 2} <= mistakes


def test_the_price_of_nudging(lesson):
    (runs,) = numbers("brute-force")[1]
    (cell,) = (c for c in CELLS if c.metadata.get("name") == "brute-force")
    steps = int(re.search(r"in range\((\d+)\)", cell.source)[1])
    parameters = lesson["count"]([2, 8, 1])
    assert runs == steps * 2 * parameters
    says(
        PROSE,
        f"It works: {runs:,.0f} forward passes for {steps} steps, {2 * parameters} for"
        f" each. For a toy of {parameters} parameters",
        f"one backward pass instead of {2 * parameters}.",
        f"how it gets {parameters} slopes, or {parameters} million",
        f"What {parameters} numbers have learned",
    )
    question = load_question("forward-passes-for-a-gradient").details
    assert question["answer"] == 2 * parameters
    weights = parameters - 9
    mistakes = [mistake["value"] for mistake in question["mistakes"]]
    assert mistakes == [parameters, parameters + 1, 2, 2 * weights]


def test_answers_about_sizes_follow_from_the_lesson(lesson):
    question = load_question("numbers-in-a-network").details
    weights, biases = 3 * 4 + 4 * 2, 4 + 2
    assert question["answer"] == lesson["count"]([3, 4, 2]) == weights + biases
    mistakes = [mistake["value"] for mistake in question["mistakes"]]
    assert mistakes == [
        weights,
        weights + biases + 3,
        weights + 2,
        3 * 4 * 2,
        3 + 4 + 2,
    ]
    cut = lesson["minibatches"](1000, 32, np.random.default_rng(0))
    full = [batch for batch in cut if len(batch) == 32]
    question = load_question("steps-in-ten-epochs").details
    assert question["answer"] == 10 * len(cut)
    said = f"{len(full)} full batches and one of {len(cut[-1])} make {len(cut)} steps"
    assert said in question["feedback"]
    mistakes = {
        mistake["value"]: mistake["feedback"] for mistake in question["mistakes"]
    }
    assert {10 * len(full), len(cut), 10 * 1000 / 32} <= mistakes.keys()
    assert f"is only {32 * len(full)}" in mistakes[10 * len(full)]


def test_four_times_the_examples_are_twice_as_precise():
    sizes, off = np.transpose(numbers("scatter"))
    halves = off[:-1] / off[1:]
    holds(
        PROSE,
        {
            "Four times the examples, half the error": (halves.min(), 1.9, 2.2),
            "with four times the examples it is twice as precise": (
                halves.max(),
                1.9,
                2.2,
            ),
            f"a batch of {sizes[-1]:.0f} takes {sizes[-1]:.0f} times the arithmetic of a single"
            " example and is only 8 times as precise": (off[0] / off[-1], 7.5, 8.5),
        },
    )


def test_smaller_batches_make_more_steps():
    lines = numbers("batch-sizes")
    sizes, losses, steps = np.transpose(lines)
    assert sizes.tolist() == [200, 20, 2] and (np.diff(losses) < 0).all()
    says(
        PROSE,
        f"All three have looked at each example {steps[0]:.0f} times, but the one with"
        f" small batches has moved {steps[2]:,.0f} times and the one with the full batch"
        f" {steps[0]:.0f} times",
        f"The same {steps[0]:.0f} rounds through the data",
        f"Loss over {steps[0]:.0f} epochs",
        f"With all {sizes[0]:.0f} examples in one batch the loss falls slowly; with"
        f" {sizes[1]:.0f} it is lower, with {sizes[2]:.0f} it is lowest",
    )


def test_rough_steps_and_exact_ones(lesson):
    """Each size at its best rate; and as many steps, of which only the roughness differs."""
    rows = results.load("batch_sizes")
    tried = {}
    for row in rows:
        tried.setdefault((row["size"], row["steps"]), []).append(np.array(row["loss"]))
    assert all(len(rates) == 6 for rates in tried.values())
    assert {len(losses) for rates in tried.values() for losses in rates} == {20}
    best = {case: min(rates, key=np.median) for case, rates in tried.items()}
    exact, few, two = (best[case] for case in ((200, 60), (20, 600), (2, 6000)))
    as_many, as_many_as_two = best[200, 600], best[200, 6000]
    one_rate = numbers("batch-sizes")
    shown = [line[-1] for line in numbers("best-rates")]
    assert shown == [round(float(np.median(losses)), 3) for losses in best.values()]
    holds(
        PROSE,
        {
            "the smallest batches seemed a hundred times better": (
                one_rate[0][1] / one_rate[2][1],
                70,
                150,
            ),
            "but by a factor of two": (np.median(exact) / np.median(few), 1.7, 2.5),
            "hardly a difference any more whether a batch has 20 examples or 2": (
                np.median(few) / np.median(two),
                0.85,
                1.2,
            ),
            "Of as many steps, the exact ones come lower, 600 as well as 6,000": (
                max(
                    np.median(as_many) / np.median(few),
                    np.median(as_many_as_two) / np.median(two),
                ),
                0,
                0.7,
            ),
        },
    )
    # The same 20 starts, pair by pair.
    assert (few < exact).sum() >= 13 and (as_many < few).sum() >= 18
    moons = batch_sizes.moons(50, np.random.default_rng(3))
    theirs = lesson["moons"](50, np.random.default_rng(3))
    assert np.array_equal(moons[0], theirs[0])
    assert np.array_equal(moons[1][:, None], theirs[1])


def test_a_row_of_the_batches_is_found_again():
    (row,) = (
        r for r in results.load("batch_sizes") if (r["size"], r["rate"]) == (20, 1)
    )
    again = batch_sizes.losses(20, 60, 1, starts=6)
    assert np.allclose(again, row["loss"][:6], rtol=0.01)


def test_the_surface_is_unsure_where_the_text_says():
    x1, x2 = np.linspace(0, 1, 11), np.linspace(0, 1, 5)
    ax = plots.plot_surface(x1, x2, np.tile(x1, (5, 1)), np.zeros((1, 2)), [0])
    _, low, high, _ = ax.collections[0].levels
    says(PROSE, f"probabilities from {low:.0%} to {high:.0%}")


def test_the_hinges_by_hand(lesson):
    xs, ys = np.array([0.0, 1, 3]), np.array([0.0, 2, 0])
    rise, fall = np.diff(ys) / np.diff(xs)
    (_, (v, _, _)) = layers = lesson["hinge_network"](xs, ys)
    end = lesson["forward_batch"](np.array([[3.0]]), layers)[0, 0]
    first, second = v[0]
    says(
        PROSE,
        f"The slopes are {rise:g} and −{-fall:g}. The first hinge starts at 0 with the"
        f" weight {first:g}",
        f"change from {rise:g} to −{-fall:g}, so the second one has the weight"
        f" −{-second:g}",
        rf"gives ${first:g} \cdot 3 - {-second:g} \cdot 2 = {end:g}$",
    )


def test_what_exists_and_what_is_found(lesson):
    widths, built, trained = np.transpose(numbers("width"))
    ratios = (built[:-1] / built[1:])[1:]  # "once there are enough hinges"
    (hinges, off), *_ = numbers("built")
    at = dict(zip(widths, built, strict=True))
    steps = lesson["learn_curve"].__defaults__[0]
    wide = widths[-1]
    lesson["line"] = np.linspace(-np.pi, np.pi, 1001)[:, None]
    lesson["curve"] = lambda x: np.sin(2 * x)
    networks = [lesson["learn_curve"](int(wide), seed) for seed in range(3)]
    line = lesson["line"]
    found = [np.abs(n(line).data - lesson["curve"](line)).max() for n in networks]
    assert min(found) == pytest.approx(trained[-1], abs=0.005)
    holds(
        PROSE,
        {
            "The hand-built networks get four times better": (ratios.min(), 2.9, 4.5),
            "gets four times better with each doubling": (ratios.max(), 2.9, 4.5),
            f"With {hinges:.0f} hinges a network *exists* that is off by"
            f" {at[hinges]:.2f}": (off, at[hinges], at[hinges]),
            f"fall steeply from {built[0]:.0f} to {built[-1]:.3f}": (built[0], 1, 1),
            "the trained ones stay near 1 up to 8 units": (trained[1], 0.9, 1.2),
            f"reach about 0.1 at {wide:.0f}": (max(found), 0.05, 0.15),
            f"with {widths[0]:.0f} to {wide:.0f} hinges": (len(widths), 5, 5),
            f"after {steps:,} steps, is far from it": (
                (trained / built)[1:].min(),
                3,
                20,
            ),
        },
    )


def test_how_steep_it_goes_on_is_the_starts(lesson):
    """Same data, same function, another start: another line outside."""
    lesson["line"] = np.linspace(-np.pi, np.pi, 1001)[:, None]
    lesson["curve"] = lambda x: np.sin(2 * x)
    far = np.array([[1e6], [2e6], [3e6]])
    slopes = [
        np.diff(lesson["learn_curve"](64, seed)(far).data[:, 0]) for seed in (0, 1)
    ]
    for slope in slopes:
        assert slope[0] == pytest.approx(slope[1], rel=1e-3)  # a line
    assert abs(slopes[0][0] - slopes[1][0]) > 0.2e6
    says(PROSE, "how steep the line is by the random start")


def test_the_tent_folds():
    (layers, hinges, pieces) = numbers("tent")[-1]
    assert layers == 10
    says(PROSE, f"Ten layers, {hinges:.0f} ReLUs in all, and {pieces:,.0f} straight")
    assert pieces - 1 > 1000  # "One hidden layer needs a hinge for every bend"


# --- what is predicted, mended and designed -------------------------------------------


def right(question):
    """The text of the option that a prediction calls right."""
    (option,) = (
        o for o in load_question(question).details["options"] if o.get("correct")
    )
    return option["text"]


def test_predictions_are_what_the_cells_find(lesson):
    (_, *_), small, large = numbers("count")
    assert f"{small[0]:,.0f} parameters" in load_question("double-the-widths").prompt
    assert small[1:] == [784, 256, 128, 10] and large[1:] == [2 * n for n in small[1:]]
    assert right("double-the-widths") == "About four times as many."
    assert large[0] / small[0] == pytest.approx(4, abs=0.05)

    creep, leap = (
        lesson["descend"](5.0, lambda w: 2 * (w - 3), lr, steps=20)[-1]
        for lr in (0.1, 0.9)
    )
    assert right("across-the-valley") == "Both are equally near."
    assert creep - 3 == pytest.approx(leap - 3)
    ends = re.findall(r"\.\.\. ([\d.]+)", printed(CELLS, "descend"))
    assert ends[:2] == [f"{creep:.2f}"] * 2
    says(PROSE, f"Creep and leap are equally near, at {creep:.2f}")

    assert right("moved-by-one-cell") == "About half."

    found = {int(N): (built, trained) for N, built, trained in numbers("width")}
    built, trained = found[16]
    question = load_question("sixteen-trained-hinges")
    assert right(question.id) == f"By about {trained}."
    assert f"miss the curve by {built:.2f} at most" in question.prompt
    assert round(trained / built) == 9  # "Nine times as much"
    says(PROSE, f"the best of three trained ones is off by {trained}.")
    rates = [
        np.median(row["off"])
        for row in results.load("trained_hinges")
        if (row["width"], row["steps"], row["placed"]) == (16, 6000, False)
    ]
    assert round(min(rates), 1) == 0.2  # "By about 0.2": "four times the steps"

    tents = load_question("ten-tents").details
    assert tents["answer"] == numbers("tent")[-1][-1]
    says(PROSE, f"If you said {tents['mistakes'][0]['value']}, you put the tents side")


def test_eight_neurons_start_and_stay_alike(lesson):
    """The symptom that the prompt tells: no better than one, and the same at the end."""
    rng = np.random.default_rng(4)
    X, y = lesson["moons"](200, rng)
    losses = {}
    for name, make in (
        ("broken", starter("eight-like-one")["random_layers"]),
        ("mended", None),
    ):
        if make is None:
            namespace = {}
            exec(load("eight-like-one").solution, namespace)
            make = namespace["random_layers"]
        losses[name] = []
        for seed in range(3):
            network = lesson["network_of"](np.zeros(33))
            parts = [
                np.array(part) for layer in make([2, 8, 1], seed) for part in layer
            ]
            for p, part in zip(network.parameters(), parts, strict=True):
                p.data = part.reshape(p.shape)
            found = lesson["train"](network, X, y, 60, 20, 0.5, rng)
            losses[name].append(found[-1])
            W = next(iter(network.parameters())).data
            assert np.allclose(W, W[0], atol=1e-9) == (name == "broken")
    assert min(losses["broken"]) > 2 * max(losses["mended"])


def test_a_gradient_that_lets_the_weights_creep():
    gradient = starter("nobody-touched-the-weights")["gradient"]
    w = [1.0, 2.0]
    for _ in range(10_000):
        gradient(lambda w: w[0] * w[1], w)
    assert np.allclose(w, [0.9, 1.9], atol=1e-6)  # "each weight has gone down by 0.1"
    w = np.array([0.7, -0.4, 1.1])
    net = np.array([0.3, 0.8, -0.5])
    true = (1 - np.tanh(w @ net) ** 2) * net
    got = gradient(lambda w: np.tanh(np.array(w) @ net), list(w))
    digits = -np.log10(np.abs(np.array(got) / true - 1))
    assert digits[0] > 9 and all(4 < d < 6 for d in digits[1:])


@pytest.mark.parametrize("lr", [0.001, 0.01, 0.1])
def test_shuffled_apart_learns_the_mean(lr):
    import random

    epoch, rng = starter("worse-since-it-shuffles")["epoch"], random.Random(2)
    xs = [(k - 100) / 50 for k in range(201)]
    ys, w, b, after = [2 * x + 1 for x in xs], 0.0, 0.0, []
    mean = sum(ys) / len(ys)
    for _ in range(400):
        w, b = epoch(w, b, xs, ys, 20, lr, rng)
        after.append((w, b))
    w, b = np.mean(after[100:], axis=0)
    assert abs(w) < 0.15 and abs(b - mean) < 0.15


# --- the figures ----------------------------------------------------------------------


def lines(ax):
    return {line.get_label(): line for line in ax.lines}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_valley_draws_each_step_on_the_curve():
    w, path = np.linspace(0, 4, 9), [4.0, 3.0, 2.5]
    shown = lines(plots.plot_valley(w, np.square, {"slow": path}))["slow"]
    assert shown.get_xdata().tolist() == path
    assert shown.get_ydata().tolist() == [16, 9, 6.25]


def test_classes_draw_each_point_in_its_class_and_the_line():
    points = np.array([[0.0, 0], [1, 1], [2, 0]])
    ax = plots.plot_classes(points, [[0], [1], [0]], line=(np.array([1.0, -2]), -0.5))
    zero, one = ax.collections
    assert zero.get_offsets().tolist() == [[0, 0], [2, 0]]
    assert one.get_offsets().tolist() == [[1, 1]]
    (line,) = ax.lines
    for x1, x2 in (line.get_xy1(), line.get_xy2()):
        assert np.isclose(x1 - 2 * x2 - 0.5, 0)


def test_surface_draws_its_boundary_where_the_network_says_one_half():
    x1, x2 = np.linspace(0, 1, 11), np.linspace(0, 1, 5)
    p = np.tile(x1, (5, 1))
    ax = plots.plot_surface(x1, x2, p, np.array([[0.2, 0.2], [0.8, 0.2]]), [0, 1])
    boundary = ax.collections[1].get_paths()[0].vertices
    assert np.allclose(boundary[:, 0], 0.5)


def test_epochs_start_at_one():
    line = lines(plots.plot_epochs({"small": [3.0, 2.0, 1.0]}))["small"]
    assert line.get_xdata().tolist() == [1, 2, 3]
    assert line.get_ydata().tolist() == [3, 2, 1]


def test_hinges_lie_on_the_network():
    x = np.array([0.0, 1, 2])[:, None]
    shown = lines(plots.plot_hinges(x, x, 2 * x, np.array([0.5, 2])))
    assert shown["hinges"].get_ydata().tolist() == [1, 4]
    assert shown["network"].get_ydata().ravel().tolist() == [0, 2, 4]


def test_width_draws_all_runs_and_their_median():
    ax = plots.plot_width([4, 8], {"a": [1.0, 0.5], "b": [[3, 1, 2.0], [1, 1, 4]]})
    shown = lines(ax)
    assert shown["a"].get_ydata().tolist() == [1, 0.5]
    assert shown["b"].get_ydata().tolist() == [2, 1]
    dots = [line.get_ydata().tolist() for line in ax.lines if line.get_marker() == "."]
    assert dots == [[3, 1], [1, 1], [2, 4]]


def test_beyond_shades_what_was_trained():
    x = np.linspace(-4, 4, 9)[:, None]
    ax = plots.plot_beyond(x, x, {"tanh": -x}, (-1, 2))
    band = ax.patches[0].get_extents().transformed(ax.transData.inverted())
    assert np.allclose((band.x0, band.x1), (-1, 2))
    assert lines(ax)["tanh"].get_ydata().tolist() == (-x[:, 0]).tolist()


def test_every_figure_draws_into_given_axes():
    ax = plt.figure().add_subplot()
    assert plots.plot_width([1, 2], {"a": [1, 2]}, ax=ax) is ax
    assert plots.plot_epochs({"a": [1, 2]}, ax=ax) is ax
    assert plots.plot_classes(np.eye(2), [0, 1], ax=ax) is ax
