"""The bench of deep networks: it trains what the engine trains, and a row is repeated."""

import numpy as np
import pytest

from nnbook import nn, optim
from nnbook.initializers import xavier_normal
from nnbook.results import load
from tests.bench import deep_training as bench

ROWS = load("deep_training")["rows"]


def by_engine(case, seed, lr, steps):
    """The loss of the same network at its last step, by nnbook as in chapter 5."""
    rng = np.random.default_rng(seed)
    points, classes = bench.spiral(20, rng)

    def init(shape, rng):
        return case.factor * case.init(shape, rng)

    def block():
        layers = [nn.Linear(bench.WIDTH, bench.WIDTH, rng, init)]
        layers += [nn.LayerNorm(bench.WIDTH)] if case.norm else []
        layers += [nn.Activation(case.activation)]
        return (nn.Residual if case.skip else nn.Sequential)(*layers)

    model = nn.Sequential(
        nn.Linear(2, bench.WIDTH, rng, xavier_normal),
        *[block() for _ in range(bench.DEPTH)],
        nn.Linear(bench.WIDTH, 3, rng, xavier_normal),
    )
    stepper = optim.SGD(model.parameters(), lr)
    for _ in range(steps):
        stepper.zero_grad()
        loss = nn.softmax_cross_entropy(model(points), np.eye(3)[classes])
        loss.backward()
        if case.most < np.inf:
            optim.clip_grad_norm(stepper.parameters, case.most)
        stepper.step()
    return loss.item()


@pytest.mark.parametrize(
    "name",
    [
        "logistic",
        "tanh × 3",
        "ReLU × 1.5",
        "ReLU × 1.5, clipped",
        "ReLU, LayerNorm",
        "ReLU, residual",
    ],
)
def test_all_at_once_trains_what_the_engine_trains(name):
    case = bench.CASES[name]
    losses = bench.train(case, [1e-5, 1e-3], [3, 4], steps=5)
    assert losses[1, 1] == pytest.approx(by_engine(case, 4, 1e-3, 5), rel=1e-6)


def test_every_case_is_stored_at_its_rates():
    assert list(ROWS) == list(bench.CASES)
    for name, case in bench.CASES.items():
        assert ROWS[name]["rates"] == pytest.approx(case.rates)


@pytest.mark.parametrize(
    "name, rate", [("ReLU × 1.5", 1e-4), ("ReLU, residual", 0.1), ("logistic", 0.1)]
)
def test_a_row_repeats(name, rate):
    row = ROWS[name]
    stored = row["learned"][row["rates"].index(rate)]
    assert stored in (0, 20)  # all starts alike, so that two of them will do
    losses = bench.train(bench.CASES[name], [rate], [0, 1])
    assert ((losses < bench.LEARNED) == (stored == 20)).all()


def test_what_the_last_digits_decide_is_stored_and_a_row_repeats():
    stored = load("last_digits")
    assert list(stored) == list(bench.NUDGED)
    for name, row in stored.items():
        learned = ROWS[name]["learned"][ROWS[name]["rates"].index(bench.RATE)]
        assert row["learned"][: len(bench.STARTS)].count("1") == learned
        assert len(row["learned"]) == len(row["nudged"]) == len(bench.MANY)
    assert bench.last_digits(bench.CASES["ReLU, residual"], [0, 1]) == {
        "learned": "11",
        "nudged": "11",
    }
