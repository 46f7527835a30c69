"""The dying-ReLU figure once more, in numpy and with nnbook's activation functions.

With the same seed it draws the same random numbers as the page (lib/random.js over
d3-random and d3-array), so that the tests know what the page must say.
"""

import math

import numpy as np

from nnbook.activations import d_leaky_relu, leaky_relu

UNITS, BATCH = 40, 8
X = np.linspace(-2, 2, 32)
T = np.sin(2 * X)
BITS = 0xFFFFFFFF


def seeded(seed):
    """Uniform numbers in [0, 1): d3's linear congruential generator, scrambled seed."""
    h = (seed ^ 0x9E3779B9) & BITS
    h = (h ^ (h >> 16)) * 0x85EBCA6B & BITS
    h = (h ^ (h >> 13)) * 0xC2B2AE35 & BITS
    state = h ^ (h >> 16)
    while True:
        state = (state * 0x19660D + 0x3C6EF35F) & BITS
        yield state / 2**32


def normals(random):
    """Standard normal numbers by the polar method, in d3's order of the two."""
    while True:
        while True:
            x, y = 2 * next(random) - 1, 2 * next(random) - 1
            r = x * x + y * y
            if 0 < r <= 1:
                break
        scale = math.sqrt(-2 * math.log(r) / r)
        yield y * scale
        yield x * scale


def shuffle(random, values):
    """Fisher and Yates from the end, in place."""
    for last in range(len(values) - 1, -1, -1):
        i = int(next(random) * (last + 1))
        values[last], values[i] = values[i], values[last]


def train(learning_rate=1.0, bias=0.0, gamma=0.0, seed=10, step=200):
    """Return how many units are silent after ``step`` steps, and the squared error."""
    random = seeded(seed)
    normal = normals(random)
    v = math.sqrt(2) * np.array([next(normal) for _ in range(UNITS)])
    a = math.sqrt(2 / UNITS) * np.array([next(normal) for _ in range(UNITS)])
    c, d = np.full(UNITS, bias), 0.0
    order = list(range(len(X)))
    rows = []
    for k in range(step):
        if k % (len(X) // BATCH) == 0:
            shuffle(random, order)
            rows = list(order)
        batch, rows = rows[:BATCH], rows[BATCH:]
        x, z = X[batch], np.outer(X[batch], v) + c
        h = leaky_relu(z, gamma)
        error = np.clip(h @ a + d - T[batch], -1, 1) / BATCH  # of Huber's loss
        dz = np.outer(error, a) * d_leaky_relu(z, gamma)
        v, c = v - learning_rate * (x @ dz), c - learning_rate * dz.sum(0)
        a, d = a - learning_rate * (error @ h), d - learning_rate * error.sum()
    z = np.outer(X, v) + c
    output = leaky_relu(z, gamma) @ a + d
    return int((z <= 0).all(0).sum()), float(np.mean((output - T) ** 2))
