"""The neurons of chapter 1: a biological one in outline, that of 1943, today's unit.

A unit's input x is an array of shape (..., n): n numbers for each example. Weights w
have shape (n,). The units' outputs are integers 0 or 1 of shape (...).
"""

import math
from dataclasses import dataclass

import numpy as np

from nnbook.activations import step


def net_input(x, w, b=0.0):
    """z = w·x + b: the weighted sum of the inputs and the bias.

    x has shape (..., n) and w shape (n,); the result has shape (...).
    Raises ValueError where there is not one weight for each input.
    """
    x, w = np.asarray(x), np.asarray(w)
    if w.ndim != 1 or x.ndim == 0 or x.shape[-1] != w.size:
        raise ValueError(
            f"w has shape {w.shape} and x has shape {x.shape}, but a neuron needs one "
            "weight for each input: w of shape (n,) and x of shape (..., n)"
        )
    return x @ w + b


def threshold_unit(x, w, b=0.0, threshold=0.0):
    """Today's threshold unit: 1 where w·x + b >= threshold, else 0.

    Real weights of either sign (Rosenblatt, 1958). A threshold θ does what a bias of -θ
    does, so one of the two is enough.
    """
    return step(net_input(x, w, b), threshold).astype(int)


def mcculloch_pitts_1943(excitatory, inhibitory, threshold):
    """The neuron of 1943: inputs of 0 or 1, no weights, absolute inhibition.

    It fires (1) where at least `threshold` of its excitatory inputs are active and no
    inhibitory one is: a single inhibitory input vetoes any excitation. Both inputs
    have shape (..., number of synapses), which may be 0. Raises ValueError for inputs
    other than 0 and 1. McCulloch & Pitts, "A logical calculus of the ideas immanent in
    nervous activity", 1943, section 2.
    """
    excitatory, inhibitory = np.asarray(excitatory), np.asarray(inhibitory)
    for kind, x in (("excitatory", excitatory), ("inhibitory", inhibitory)):
        if not np.isin(x, (0, 1)).all():
            raise ValueError(
                f"{kind} inputs of the 1943 neuron must be 0 or 1; "
                "for real numbers use threshold_unit"
            )
    excited = excitatory.sum(axis=-1) >= threshold
    vetoed = inhibitory.any(axis=-1)
    return (excited & ~vetoed).astype(int)


def perceptron_step(w, b, x, y, lr=1.0):
    """Show a perceptron one example; return its new w and b and whether they changed.

    x has shape (n,), y is 0 or 1. A wrong answer moves the weights by ±lr·x and the
    bias by ±lr, towards the right one; a right answer moves nothing (Rosenblatt, 1958).
    """
    error = int(y - threshold_unit(x, w, b))
    w = np.asarray(w) + lr * error * np.asarray(x)
    return w, b + lr * error, error != 0


@dataclass(frozen=True)
class Correction:
    """One correction of a perceptron: when, by which example, and what came out."""

    epoch: int
    example: int
    w: np.ndarray
    b: float


def train_perceptron(X, y, w=None, b=0.0, lr=1.0, epochs=100):
    """Go through the examples in turn until an epoch needs no correction.

    X has shape (examples, n), y shape (examples,) with values 0 and 1; w starts at 0
    unless it is given. Returns w, b and the list of every Correction. On data that a
    line separates this ends (Novikoff, 1962); on other data it stops after `epochs`
    rounds. Raises ValueError where X and y do not fit together.
    """
    X, y = np.asarray(X), np.asarray(y)
    if X.ndim != 2 or y.shape != X.shape[:1] or not np.isin(y, (0, 1)).all():
        raise ValueError(
            f"X has shape {X.shape} and y has shape {y.shape}, but X must have shape "
            "(examples, inputs) and y one label, 0 or 1, for each example"
        )
    w = np.zeros(X.shape[1]) if w is None else np.asarray(w)
    corrections = []
    for epoch in range(epochs):
        before = len(corrections)
        for i in range(len(X)):
            w, b, corrected = perceptron_step(w, b, X[i], y[i], lr)
            if corrected:
                corrections.append(Correction(epoch, i, w, b))
        if len(corrections) == before:
            break
    return w, b, corrections


def leaky_integrate_and_fire(
    inputs, dt=0.1, tau=20.0, rest=-70.0, threshold=-55.0, reset=-75.0
):
    """The potential of a neuron that sums its inputs, leaks, and fires.

    `inputs` has shape (time steps, synapses): by how many mV each synapse moves the
    potential in each step, positive where it excites, negative where it inhibits.
    `dt` is a step and `tau` the membrane's time constant, both in ms; `rest`,
    `threshold` and `reset` are in mV. Returns the potential in mV, with the value that
    passed the threshold at a spike, and whether there was a spike; both have shape
    (time steps,).

    Between inputs the distance from rest shrinks by the factor exp(-dt/tau), the exact
    solution of τ dv/dt = rest - v (Gerstner et al., Neuronal Dynamics, 2014, section
    1.3; the idea is Lapicque's, 1907). Raises ValueError for another shape.
    """
    inputs = np.asarray(inputs, dtype=float)
    if inputs.ndim != 2:
        raise ValueError(
            f"inputs has shape {inputs.shape}, but must have (time steps, synapses); "
            "a single synapse is a column: inputs[:, None]"
        )
    leak = math.exp(-dt / tau)
    potential = np.empty(len(inputs))
    spikes = np.zeros(len(inputs), dtype=bool)
    v = rest
    for t, arriving in enumerate(inputs.sum(axis=1)):
        v = rest + (v - rest) * leak + arriving
        potential[t] = v
        if v >= threshold:
            spikes[t] = True
            v = reset
    return potential, spikes
