"""Reference values for the figures of chapter 2, computed without their formulas.

The zero-centred figure holds its loss as a quadratic form: here a gradient is a mean
over the examples and the best weights come from numpy's least squares. The gradients of
the dying-ReLU figure are written out: here they are torch's.
"""

import json

import numpy as np
import torch
from torch.nn import functional as F

from nnbook.activations import logistic, tanh
from tests import ROOT

PENGUINS = ROOT / "code" / "press" / "js" / "src" / "lib" / "penguins.json"
POINTS = np.linspace(-2, 2, 32)
UNITS = 40


def zero_centred():
    """Both tasks, and paths of descent by all examples and by one at a time."""
    rows = np.array(json.loads(PENGUINS.read_text("utf8"))["rows"])
    u1, u2, y = ((rows - rows.mean(0)) / rows.std(0)).T
    u = np.stack([u1, u2], axis=1)
    inputs = {"logistic": 2 * logistic(u), "tanh": tanh(u / 2)}
    order = np.random.default_rng(2).permutation(len(rows))
    return {
        "rows": rows,
        "order": order,
        "tasks": {kind: task(h, y) for kind, h in inputs.items()},
        "paths": [
            {"kind": kind, "learning_rate": lr, "single": single, "start": start}
            | path(inputs[kind], y, start, lr, order if single else None)
            for kind in inputs
            for lr in (0.1, 0.9)
            for single in (False, True)
            for start in ([-1.0, 2.2], [3.6, 1.2])
        ],
    }


def best(h, y):
    """Weights and bias of least squared error."""
    columns = np.c_[h, np.ones(len(h))]
    *w, b = np.linalg.lstsq(columns, y, rcond=None)[0]
    return np.array(w), b


def task(h, y):
    """Inputs, the targets that are left for the weights, and their best values."""
    w, b = best(h, y)
    least = 0.5 * np.mean((h @ w + b - y) ** 2)
    eigenvalues = np.linalg.eigvalsh(h.T @ h / len(h))
    return {
        "inputs": h,
        "targets": y - b,
        "best": w,
        "least": least,
        "curvatures": eigenvalues,
    }


def path(h, y, start, lr, order, steps=20):
    """Weights and losses of gradient descent on half the mean squared error."""
    _, b = best(h, y)
    w, weights, losses, same = np.array(start), [], [], 0
    for k in range(steps + 1):
        weights.append(w)
        losses.append(0.5 * np.mean((h @ w + b - y) ** 2))
        rows = slice(None) if order is None else [order[k % len(order)]]
        gradient = ((h @ w + b - y)[:, None] * h)[rows].mean(0)
        same += int(k < steps and gradient[0] * gradient[1] > 0)
        w = w - lr * gradient
    return {"path": weights, "losses": losses, "same": same}


def dying_relu():
    """Runs of 20 steps by torch's autograd, from weights and batches drawn here."""
    settings = [(0.1, 0.0, 0.0), (1.0, 0.0, 0.0), (0.3, -3.0, 0.0), (0.3, -3.0, 0.1)]
    return [relu_run(seed, *setting) for seed, setting in enumerate(settings)]


def relu_run(seed, lr, bias, gamma, steps=20):
    """All parameters and the silent units after each step."""
    rng = np.random.default_rng(seed)
    v = rng.normal(0, np.sqrt(2), UNITS)
    a = rng.normal(0, np.sqrt(2 / UNITS), UNITS)
    batches = rng.permuted(np.tile(np.arange(32), (5, 1)), axis=1).reshape(steps, 8)
    parameters = [v, np.full(UNITS, bias), a, np.zeros(1)]
    parameters = [torch.tensor(p, requires_grad=True) for p in parameters]
    x, t = torch.tensor(POINTS), torch.sin(2 * torch.tensor(POINTS))
    optimizer = torch.optim.SGD(parameters, lr=lr)

    def loss_on(rows):
        v, c, a, d = parameters
        z = x[rows, None] * v + c
        output = F.leaky_relu(z, gamma) @ a + d
        optimizer.zero_grad()
        loss = F.huber_loss(output, t[rows])
        loss.backward()
        return z, output

    states, silent = [], []
    for k in range(steps + 1):
        z, output = loss_on(slice(None))
        states.append(torch.cat(parameters).detach().numpy().copy())
        silent.append((z <= 0).all(0).numpy())
        gradients = torch.stack([p.grad.abs() for p in parameters[:3]])
        if k < steps:
            loss_on(batches[k])
            optimizer.step()
    return {
        "settings": {"learningRate": lr, "bias": bias, "gamma": gamma},
        "v": v,
        "a": a,
        "batches": batches,
        "states": states,
        "silent": silent,
        "gradients": gradients.max(0).values.numpy(),
        "squared_error": F.mse_loss(output, t).item(),
    }
