"""Reference values for the JavaScript tests: `python -m tests.golden golden.json`.

The tests in tests/js read the file that the environment variable NNBOOK_GOLDEN names.
Each section is a function whose name is its key in the file. Values of nnbook stand
under "nnbook", those of torch, where it has the same function, under "torch".
"""

import json
import sys
from pathlib import Path

import numpy as np

from nnbook.activations import ACTIVATIONS
from nnbook.neuron import leaky_integrate_and_fire, net_input, train_perceptron
from tests.engine.torch_twin import TORCH_ACTIVATIONS, value_and_slope
from tests.golden.chapter2 import dying_relu, zero_centred
from tests.golden.chapter6 import (
    embedding_map,
    funnel,
    next_or_random,
    sampled_softmax,
    weighted_logistic,
)
from tests.golden.chapter7 import cross_products, wide_deep, wide_deep_sizes
from tests.golden.digits import draw_a_digit
from tests.golden.flow import gradient_flow
from tests.golden.graphs import graphs
from tests.golden.markup import markup
from tests.golden.networks import networks


def activations():
    """f and df of every activation at z: a grid, both sides of 0, and the extremes."""
    extremes = [1e-300, 1e-8, 20.0, 37.0, 100.0, 709.0, 1000.0]
    z = np.unique(np.r_[np.linspace(-10, 10, 401), extremes, np.negative(extremes)])
    return {
        "z": z,
        "gamma": 0.01,
        "nnbook": {a.name: {"f": a.f(z), "df": a.df(z)} for a in ACTIVATIONS.values()},
        "is": {
            a.name: {"corner": a.corner, "formOf": a.form_of}
            for a in ACTIVATIONS.values()
        },
        "torch": {
            name: dict(zip(("f", "df"), value_and_slope(f, z), strict=True))
            for name, f in TORCH_ACTIVATIONS.items()
        },
    }


def neuron():
    """Net inputs, runs of the perceptron's rule, and potentials of a spiking neuron."""
    rng = np.random.default_rng(1)
    x, w = rng.normal(size=(50, 3)), rng.normal(size=3)
    return {
        "net_input": {"x": x, "w": w, "b": 0.3, "z": net_input(x, w, 0.3)},
        "perceptron": [perceptron_run(rng, lr) for lr in (1.0, 0.5, 0.1)],
        "potential": [potential_run(rng, tau) for tau in (5.0, 20.0)],
    }


def perceptron_run(rng, lr):
    """Every correction on 40 points that no line separates, in 5 epochs."""
    X, y = rng.normal(size=(40, 2)), rng.integers(0, 2, size=40)
    corrections = train_perceptron(X, y, [0.5, -1.0], 0.25, lr, epochs=5)[2]
    return {"X": X, "y": y, "lr": lr, "corrections": [vars(c) for c in corrections]}


def potential_run(rng, tau):
    """Potential and spikes in 300 ms, with 90 spikes of three synapses at random."""
    weights = np.array([9.0, 7.0, -8.0])
    times, synapses = rng.uniform(0, 299, 90).round(1), rng.integers(0, 3, 90)
    inputs = np.zeros((3000, 3))
    np.add.at(inputs, (np.rint(times / 0.1).astype(int), synapses), weights[synapses])
    potential, fired = leaky_integrate_and_fire(inputs, tau=tau)
    return {
        "weights": weights,
        "spikes": list(zip(times.tolist(), synapses.tolist(), strict=True)),
        "tau": tau,
        "potential": potential,
        "fired": fired,
    }


SECTIONS = (
    activations,
    neuron,
    networks,
    graphs,
    gradient_flow,
    zero_centred,
    dying_relu,
    cross_products,
    wide_deep_sizes,
    wide_deep,
    weighted_logistic,
    sampled_softmax,
    embedding_map,
    next_or_random,
    funnel,
    draw_a_digit,
    markup,
)


def golden():
    """All sections, ready for json.dump."""
    return plain({section.__name__: section() for section in SECTIONS})


def plain(value):
    """The same with lists for arrays, all the way down."""
    if isinstance(value, dict):
        return {key: plain(v) for key, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else value


if __name__ == "__main__":
    text = json.dumps(golden(), allow_nan=False)
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
