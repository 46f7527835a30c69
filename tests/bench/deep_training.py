"""Which deep networks learn, and at which learning rate; for chapter 5.

`python -m tests.bench.deep_training` trains chapter 5's networks of 20 hidden layers of 16
units on its spiral, 300 steps of gradient descent, from 20 starts at each of seven
rates: how many have a loss below 0.9 (guessing costs 1.099), and how many are no
number any more. All cases have the same starts: points, and weights from the same
numbers. It takes some ten minutes and writes nnbook/results/deep_training.json. Names
of cases after the command measure only these anew. Without names it also writes
last_digits.json: which of 100 starts learn at one rate, and which do with all weights
moved by a trillionth.

All starts and rates of a case are trained at once, as one batch of networks in torch;
a test compares one of them with nnbook's engine.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from nnbook import results
from nnbook.initializers import he_normal, xavier_normal

OUT = Path(results.__file__).parent / "deep_training.json"
STARTS, STEPS, DEPTH, WIDTH = range(20), 300, 20, 16
RATES = [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10]
LEARNED = 0.9
RATE, NUDGE, MANY = 0.1, 1e-12, range(100)  # for what the last digits decide


@dataclass(frozen=True)
class Case:
    """One way to make the network, or to train it.

    ``norm`` is "layer" (LayerNorm before the activation) or "examples" (each unit's
    mean over the examples subtracted instead). ``lengths``: the last hidden layer's
    output is multiplied by the length of the example's point. ``output`` multiplies
    the output, ``most`` clips the gradient's norm, and without ``biases`` none is
    trained.
    """

    activation: str
    init: object = xavier_normal
    factor: float = 1.0
    norm: str = ""
    skip: bool = False
    lengths: bool = False
    output: float = 1.0
    most: float = np.inf
    biases: bool = True
    rates: tuple = tuple(RATES)


TINY = tuple(10.0**k for k in range(-9, -2))
CASES = {
    "logistic": Case("logistic"),
    "tanh": Case("tanh"),
    "tanh × 3": Case("tanh", factor=3),
    "ReLU, He": Case("relu", he_normal),
    "ReLU, Xavier": Case("relu"),
    "ReLU × 1.5": Case("relu", he_normal, 1.5),
    "ReLU × 1.5, clipped": Case("relu", he_normal, 1.5, most=1.0),
    "ReLU, LayerNorm": Case("relu", norm="layer"),
    "ReLU, residual": Case("relu", he_normal, DEPTH**-0.5, skip=True),
    "logistic, residual": Case("logistic", skip=True),
    # The controls.
    "ReLU × 1.5, no biases": Case("relu", he_normal, 1.5, biases=False),
    "ReLU, He, output × 1.5²⁰, no biases": Case(
        "relu", he_normal, output=1.5**DEPTH, biases=False
    ),
    "ReLU, He, output × 1.5²⁰": Case("relu", he_normal, output=1.5**DEPTH, rates=TINY),
    "ReLU, LayerNorm, lengths": Case("relu", norm="layer", lengths=True),
    "ReLU, LayerNorm, examples centred": Case("relu", norm="layer, examples"),
    "ReLU, He, examples centred": Case("relu", he_normal, norm="examples"),
}
NUDGED = (
    "tanh",
    "ReLU, He",
    "ReLU, LayerNorm",
    "logistic",
    "ReLU × 1.5, clipped",
    "ReLU, residual",
)
FUNCTIONS = {"logistic": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}


def spiral(n, rng):
    """Chapter 5's three arms: points (3n, 2) and classes (3n,)."""
    radius = np.tile(np.linspace(0.2, 1, n), 3)
    arm = np.repeat(np.arange(3), n)
    angle = 4 * radius + 2 * np.pi * arm / 3
    angle += 0.15 * rng.normal(size=3 * n)
    return radius[:, None] * np.c_[np.cos(angle), np.sin(angle)], arm


def start(case, seed, nudge=0.0):
    """Points, classes and the weights of all layers, as chapter 5's `train` draws.

    Each weight is moved by ``nudge`` times a normal share of itself.
    """
    rng = np.random.default_rng(seed)
    points, classes = spiral(20, rng)
    weights = [xavier_normal((WIDTH, 2), rng)]
    weights += [case.factor * case.init((WIDTH, WIDTH), rng) for _ in range(DEPTH)]
    weights.append(xavier_normal((3, WIDTH), rng))
    moved = [W * (1 + nudge * rng.normal(size=W.shape)) for W in weights]
    return points, classes, moved


def logits(case, points, weights, biases, gains, shifts):
    """The outputs of a batch of networks, (networks, examples, 3)."""
    f = FUNCTIONS[case.activation]
    a = torch.baddbmm(biases[0], points, weights[0].mT)
    for layer in range(DEPTH):
        z = torch.baddbmm(biases[layer + 1], a, weights[layer + 1].mT)
        if "layer" in case.norm:
            centred = z - z.mean(-1, keepdim=True)
            z = centred * ((centred**2).mean(-1, keepdim=True) + 1e-5) ** -0.5
        if "examples" in case.norm:
            z = z - z.mean(1, keepdim=True)
        if case.norm:
            z = z * gains[layer] + shifts[layer]
        a = a + f(z) if case.skip else f(z)
    if case.lengths:
        a = a * points.norm(dim=-1, keepdim=True)
    return case.output * torch.baddbmm(biases[-1], a, weights[-1].mT)


def train(case, rates, seeds, steps=STEPS, nudge=0.0):
    """The loss at the last step, (seeds, rates), of a network for each of both."""
    starts = [start(case, seed, nudge) for seed in seeds]

    def batch(parts):
        """One array a start becomes one a network: each start at all rates."""
        return torch.tensor(np.array(parts)).repeat_interleave(len(rates), 0)

    points, classes, weights = zip(*starts, strict=True)
    points, classes = batch(points), batch(classes)
    weights = [batch(layer) for layer in zip(*weights, strict=True)]
    biases = [W.new_zeros(len(W), 1, W.shape[1]) for W in weights]
    gains = [torch.ones_like(b) for b in biases[1:-1]]
    shifts = [torch.zeros_like(b) for b in biases[1:-1]]
    trained = weights + (biases if case.biases else [])
    trained += gains + shifts if case.norm else []
    for p in trained:
        p.requires_grad_()
    rate = torch.tensor(rates, dtype=torch.float64).repeat(len(starts))[:, None, None]
    for _ in range(steps):
        z = logits(case, points, weights, biases, gains, shifts)
        loss = F.cross_entropy(z.mT, classes, reduction="none").mean(1)
        slopes = torch.autograd.grad(loss.sum(), trained)
        norm = sum((g**2).sum((1, 2), keepdim=True) for g in slopes) ** 0.5
        with torch.no_grad():
            step = rate * torch.clamp(case.most / norm, max=1)
            for p, g in zip(trained, slopes, strict=True):
                p -= step * g
    return loss.detach().view(len(starts), len(rates)).numpy()


def row(case, seeds=STARTS):
    """How many learn and how many break, and the median loss, at each rate."""
    loss = train(case, case.rates, seeds)
    middle = np.median(np.nan_to_num(loss, nan=np.inf), axis=0)
    return {
        "rates": [float(rate) for rate in case.rates],
        "learned": (loss < LEARNED).sum(0).tolist(),
        "broken": (~np.isfinite(loss)).sum(0).tolist(),
        "median": [round(x, 2) if np.isfinite(x) else None for x in middle.tolist()],
    }


def last_digits(case, seeds=MANY):
    """Which starts learn at the chapter's rate, which with other last digits: 1 or 0."""
    nudges = {"learned": 0, "nudged": NUDGE}
    found = {n: train(case, [RATE], seeds, nudge=x)[:, 0] for n, x in nudges.items()}
    return {
        name: "".join("01"[int(loss < LEARNED)] for loss in losses)
        for name, losses in found.items()
    }


def main(names):
    """Measure the cases named, or all, and store them among the others."""
    torch.set_num_threads(1)
    stored = json.loads(OUT.read_text("utf-8")) if OUT.exists() else {"rows": {}}
    for name in names or CASES:
        stored["rows"][name] = row(CASES[name])
        print(name, stored["rows"][name], flush=True)
        rows = {n: stored["rows"][n] for n in CASES if n in stored["rows"]}
        stored = {"starts": len(STARTS), "steps": STEPS, "rows": rows}
        text = json.dumps(stored, indent=1, ensure_ascii=False)
        OUT.write_text(text + "\n", "utf-8")
    if not names:
        write_last_digits()


def write_last_digits():
    """Measure and store what the last digits decide."""
    digits = {name: last_digits(CASES[name]) for name in NUDGED}
    text = json.dumps(digits, indent=1, ensure_ascii=False)
    OUT.with_name("last_digits.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
