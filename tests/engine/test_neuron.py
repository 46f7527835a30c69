"""The neurons of chapter 1."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnbook.neuron import (
    leaky_integrate_and_fire,
    mcculloch_pitts_1943,
    net_input,
    perceptron_step,
    threshold_unit,
    train_perceptron,
)

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
AND, OR, NAND, XOR = [0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [0, 1, 1, 0]
reals = st.floats(-100, 100)


def test_net_input_of_one_example_and_of_many():
    assert net_input([1, 2], [3, 4], 5) == 16
    assert net_input(CORNERS, [3, 4], 5).tolist() == [5, 9, 8, 12]
    assert net_input(np.ones((5, 2, 3)), np.ones(3)).shape == (5, 2)
    assert net_input(np.ones((0, 3)), np.ones(3)).shape == (0,)


@pytest.mark.parametrize(
    "x, w",
    [([1, 2, 3], [1, 2]), (CORNERS, [1, 2, 3]), (1.0, [1]), ([1], 1.0), ([1], [[1]])],
)
def test_net_input_says_which_shapes_do_not_fit(x, w):
    with pytest.raises(ValueError, match="one weight for each input: w of shape"):
        net_input(x, w)


@pytest.mark.parametrize(
    "w, b, target", [([1, 1], -1.5, AND), ([1, 1], -0.5, OR), ([-1, -1], 1.5, NAND)]
)
def test_threshold_unit_computes_gates(w, b, target):
    assert threshold_unit(CORNERS, w, b).tolist() == target
    assert threshold_unit(CORNERS, w, threshold=-b).tolist() == target


def test_threshold_unit_fires_at_the_threshold():
    assert threshold_unit([1, 1], [1, 1], threshold=2) == 1
    assert threshold_unit([1, 1], [1, 1], b=-2) == 1


def test_no_unit_on_a_grid_computes_xor():
    grid = np.linspace(-2, 2, 17)
    for w1, w2, b in itertools.product(grid, grid, grid):
        assert threshold_unit(CORNERS, [w1, w2], b).tolist() != XOR


def test_neuron_of_1943():
    none = np.zeros((4, 0), dtype=int)
    assert mcculloch_pitts_1943(CORNERS, none, threshold=2).tolist() == AND
    assert mcculloch_pitts_1943(CORNERS, none, threshold=1).tolist() == OR
    # NOT: excited by nothing, so the threshold is 0, and vetoed by its input.
    assert mcculloch_pitts_1943(none[:2], [[0], [1]], threshold=0).tolist() == [1, 0]


def test_one_inhibitory_input_vetoes_any_excitation():
    assert mcculloch_pitts_1943([1] * 100, [0, 0], threshold=1) == 1
    assert mcculloch_pitts_1943([1] * 100, [0, 1], threshold=1) == 0


@pytest.mark.parametrize("excitatory, inhibitory", [([0.5], [0]), ([1], [-1])])
def test_neuron_of_1943_takes_only_binary_inputs(excitatory, inhibitory):
    with pytest.raises(ValueError, match="must be 0 or 1; for real numbers use"):
        mcculloch_pitts_1943(excitatory, inhibitory, threshold=1)


def test_perceptron_step_by_hand():
    w, b, corrected = perceptron_step(np.array([1.0, -2.0]), 0.5, [3, 1], 0, lr=0.1)
    assert corrected is True
    assert w == pytest.approx([0.7, -2.1]) and b == pytest.approx(0.4)
    w, b, corrected = perceptron_step([1.0, -2.0], 0.5, [3, 1], 1)
    assert (w.tolist(), b, corrected) == ([1.0, -2.0], 0.5, False)


@given(
    x=arrays(float, 3, elements=reals),
    w=arrays(float, 3, elements=reals),
    b=reals,
    y=st.integers(0, 1),
)
def test_a_correction_moves_the_net_input_the_right_way(x, w, b, y):
    before = net_input(x, w, b)
    new_w, new_b, corrected = perceptron_step(w, b, x, y, lr=1.0)
    assert corrected == (threshold_unit(x, w, b) != y)
    if corrected:
        moved = net_input(x, new_w, new_b) - before
        assert moved == pytest.approx((2 * y - 1) * (x @ x + 1), rel=1e-6)


@pytest.mark.parametrize("target", [AND, OR, NAND])
def test_perceptron_learns_gates(target):
    w, b, corrections = train_perceptron(CORNERS, target)
    assert threshold_unit(CORNERS, w, b).tolist() == target
    assert corrections[-1].w.tolist() == w.tolist() and corrections[-1].b == b


def test_history_replays():
    _, _, corrections = train_perceptron(CORNERS, AND)
    w, b = np.zeros(2), 0.0
    for c in corrections:
        w, b, corrected = perceptron_step(w, b, CORNERS[c.example], AND[c.example])
        assert corrected and np.array_equal(w, c.w) and b == c.b


def test_perceptron_never_settles_on_xor():
    w, b, corrections = train_perceptron(CORNERS, XOR, epochs=50)
    assert threshold_unit(CORNERS, w, b).tolist() != XOR
    assert {c.epoch for c in corrections} == set(range(50))


@given(seed=st.integers(0, 1000))
def test_corrections_stay_below_novikoffs_bound(seed):
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1, 1, (30, 2))
    true = rng.normal(size=3)
    true /= np.linalg.norm(true)
    margin = X @ true[:2] + true[2]
    X, y = X[abs(margin) > 0.1], (margin > 0)[abs(margin) > 0.1].astype(int)
    w, b, corrections = train_perceptron(X, y, epochs=1000)
    assert threshold_unit(X, w, b).tolist() == y.tolist()
    assert len(corrections) <= (2 + 1) / 0.1**2  # (R/γ)², the bias as an input of 1


def test_training_leaves_the_given_weights_alone():
    start = np.array([1.0, -1.0])
    train_perceptron(CORNERS, NAND, w=start)
    assert start.tolist() == [1.0, -1.0]


@pytest.mark.parametrize(
    "X, y", [([1, 2], [0, 1]), (CORNERS, [0]), (CORNERS, [-1] * 4)]
)
def test_training_says_what_does_not_fit(X, y):
    with pytest.raises(ValueError, match="one label, 0 or 1, for each example"):
        train_perceptron(X, y)


def test_potential_leaks_exponentially():
    inputs = np.zeros((201, 1))
    inputs[0] = 10.0
    v, spikes = leaky_integrate_and_fire(inputs, dt=0.1, tau=20.0)
    assert v[0] == -60.0
    assert v[200] == pytest.approx(-70 + 10 / math.e)  # 20 ms later
    assert not spikes.any()


def test_step_size_does_not_change_the_leak():
    coarse, _ = leaky_integrate_and_fire([[5.0], [0.0]], dt=8.0)
    fine, _ = leaky_integrate_and_fire([[5.0]] + [[0.0]] * 80, dt=0.1)
    assert coarse[-1] == pytest.approx(fine[-1])


def test_inputs_sum_over_synapses_and_time():
    v, spikes = leaky_integrate_and_fire([[8.0, 8.0]])
    assert spikes.tolist() == [True] and v[0] == -54.0
    _, spikes = leaky_integrate_and_fire([[8.0, 8.0, -3.0]])
    assert spikes.tolist() == [False]
    _, spikes = leaky_integrate_and_fire([[8.0], [8.0]])
    assert spikes.tolist() == [False, True]
    gap = [[8.0]] + [[0.0]] * 100 + [[8.0]]
    assert not leaky_integrate_and_fire(gap)[1].any()


def test_after_a_spike_the_potential_starts_from_reset():
    v, _ = leaky_integrate_and_fire([[20.0], [0.0]], dt=0.1, tau=20.0)
    assert v[1] == pytest.approx(-70 - 5 * math.exp(-0.1 / 20))


def test_no_time_and_no_synapses():
    v, spikes = leaky_integrate_and_fire(np.zeros((0, 3)))
    assert v.shape == spikes.shape == (0,)
    assert leaky_integrate_and_fire(np.zeros((2, 0)))[0].tolist() == [-70.0, -70.0]


def test_inputs_must_be_a_table():
    with pytest.raises(ValueError, match=r"\(time steps, synapses\); a single synapse"):
        leaky_integrate_and_fire([1.0, 2.0])
