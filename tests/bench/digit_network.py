"""The network of the figure *Draw a digit*: trained by the book's own engine.

`python -m tests.bench.digit_network` trains 64-32-10 with ReLU on the digits of
scikit-learn, split as in chapter 4, rounds its weights to float16, as the page gets them,
and measures what it reads then: the 360 images of the test, and the same images moved
by one cell. It takes two seconds and writes nnbook/results/digit_network.json, with a
dozen images that the figure shows. tests/chapters/test_digit_network.py repeats all of it.

Noise on every cell and a little weight decay (AdamW) are there for the eye: they make the
templates smoother.
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

from nnbook import nn, optim, results
from nnbook.widgets.draw_a_digit import INK, decode, encode
from nnbook.widgets.embedding_map import halves

OUT = Path(results.__file__).parent / "digit_network.json"
SIZES = (64, 32, 10)
EPOCHS, BATCH, RATE = 100, 64, 0.003
NOISE, DECAY = 0.25, 0.1
SURE = 0.98  # what an image must get to stand for its digit
ALONE = (0.01, 0.05, 0.1, 0.3)  # rates of one step on one drawing
TOGETHER = 0.5, 200  # rate and steps on all
MISREAD = 6  # of those that are misread: a 3 that people read at once


def split():
    """Images (n, 64) from 0 to 1 and labels: those to learn from, those of the test."""
    digits = load_digits()
    order = np.random.default_rng(8).permutation(len(digits.data))  # chapter 4's
    images, labels = digits.data / INK, digits.target
    return [(images[rows], labels[rows]) for rows in (order[360:], order[:360])]


def network(seed=0):
    """64-32-10 with ReLU, its weights at random."""
    rng = np.random.default_rng(seed)
    hidden, output = (nn.Linear(*size, rng) for size in pairwise(SIZES))
    return nn.Sequential(hidden, nn.Activation("relu"), output)


def train(images, labels, seed=0, noise=NOISE, decay=DECAY):
    """Train a network on images and labels."""
    rng = np.random.default_rng([seed, 1])
    net = network(seed)
    adam = optim.Adam(net.parameters(), RATE)
    weights = [p for p in net.parameters() if p.data.ndim == 2]
    for _ in range(EPOCHS):
        for x, t in optim.batches(images, np.eye(10)[labels], size=BATCH, rng=rng):
            adam.zero_grad()
            noisy = x + noise * rng.normal(size=x.shape)
            nn.softmax_cross_entropy(net(noisy), t).backward()
            adam.step()
            for p in weights:
                p.data = p.data * (1 - RATE * decay)
    return net


def rounded(net):
    """The network with the float16 weights that the page gets."""
    for p in net.parameters():
        p.data = p.data.astype(np.float16).astype(float)
    return net


def read(net, images):
    """The probabilities (n, 10) that a network gives."""
    return nn.softmax(net(images)).data


def moved(images, way):
    """Images moved by one cell to the right (1) or left (-1); and which lose no ink."""
    grid = images.reshape(-1, 8, 8)
    lost = grid[:, :, -1 if way > 0 else 0].any(1)
    return np.roll(grid, way, axis=2).reshape(len(images), 64), ~lost


def after_a_move(net, images, labels):
    """Of the images read right that can move by a cell, how many still are: [n, of].

    And how many are where the templates, the rows of W, move along with them.
    """
    right = read(net, images).argmax(1) == labels
    alone, along = [], []
    W = net.layers[0].W
    fixed = W.data
    for way in (1, -1):
        there, whole = moved(images, way)
        kept = right & whole
        alone += [*(read(net, there[kept]).argmax(1) == labels[kept])]
        W.data = moved(fixed, way)[0]
        along += [*(read(net, there[kept]).argmax(1) == labels[kept])]
        W.data = fixed
    return [[int(sum(found)), len(found)] for found in (alone, along)]


def copy(net):
    """Another network with the same weights."""
    other = network()
    other.load_state(net.state())
    return other


def descend(net, images, labels, rate, steps):
    """A network some steps of gradient descent later, each on all of the images."""
    net = copy(net)
    sgd = optim.SGD(net.parameters(), rate)
    for _ in range(steps):
        sgd.zero_grad()
        nn.softmax_cross_entropy(net(images), np.eye(10)[labels]).backward()
        sgd.step()
    return net


def learning_one(net, known, test, cells, label):
    """What it costs to learn one drawing: rows [drawings, rate, steps, p, right].

    p is the drawing's share for its digit then, right the images of the test that are
    read right. First steps on this drawing alone, then on it and all that were known.
    """
    drawing, target = np.array([cells]) / INK, np.array([label])
    everything = [
        np.concatenate(pair) for pair in zip((drawing, target), known, strict=True)
    ]
    plans = [(drawing, target, rate, 1) for rate in ALONE]
    rows = []
    for images, labels, rate, steps in [*plans, (*everything, *TOGETHER)]:
        after = descend(net, images, labels, rate, steps)
        p = read(after, drawing)[0, label]
        right = (read(after, test[0]).argmax(1) == test[1]).sum()
        rows.append([len(labels), rate, steps, round(float(p), 3), int(right)])
    return rows


def examples(net, images, labels):
    """The images that the figure shows, {name: {"cells", "label"}}.

    Of each digit the first that is surely read right; one that is misread; and of those
    ten, moved by a cell to a side, the one that is most surely misread then.
    """
    p = read(net, images)
    right = p.argmax(1) == labels
    first = [
        np.flatnonzero((labels == d) & right & (p[:, d] >= SURE))[0] for d in range(10)
    ]
    shown = {str(d): (images[i], d) for d, i in enumerate(first)}
    misread = np.flatnonzero(~right)[MISREAD]
    shown["misread"] = (images[misread], labels[misread])
    candidates = [
        (read(net, there[None])[0].max(), there, d)
        for way in (1, -1)
        for d, (there, whole) in enumerate(zip(*moved(images[first], way), strict=True))
        if whole and read(net, there[None])[0].argmax() != d
    ]
    _, there, d = max(candidates, key=lambda c: c[0])
    shown["shifted"] = (there, d)
    return {
        name: {"cells": encode(np.rint(image * INK).astype(int)), "label": int(label)}
        for name, (image, label) in shown.items()
    }


def measured(seed=0):
    """Train, and return all that is stored; and the network."""
    known, test = split()
    net = rounded(train(*known, seed))
    layers = [net.layers[0], net.layers[2]]
    alone, along = after_a_move(net, *test)
    shown = examples(net, *test)
    cells, label = decode(shown["misread"]["cells"]), shown["misread"]["label"]
    right = [int((read(net, x).argmax(1) == y).sum()) for x, y in (known, test)]
    return net, {
        "layers": [
            {"W": halves("W", layer.W.data), "b": halves("b", layer.b.data)}
            for layer in layers
        ],
        "known": [right[0], len(known[1])],
        "test": [right[1], len(test[1])],
        "moved": alone,
        "moved along": along,
        "learning one": learning_one(net, known, test, cells, label),
        "examples": shown,
    }


def main():
    """Train, measure, print and store."""
    _, stored = measured()
    print(
        {
            name: stored[name]
            for name in ("known", "test", "moved", "moved along", "learning one")
        }
    )
    OUT.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
