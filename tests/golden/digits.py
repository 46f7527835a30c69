"""Reference values for tests/js/draw-a-digit.test.mjs: the book's engine, and torch."""

import base64

import numpy as np
import torch

from nnbook import nn, optim, results
from nnbook.tensor import Tensor
from nnbook.widgets.draw_a_digit import INK, decode
from tests.bench.digit_network import network

STEPS = 3


def draw_a_digit():
    """Both passes on every example and on noise, and some steps of learning."""
    stored = results.load("digit_network")
    images = {k: decode(v["cells"]) for k, v in stored["examples"].items()}
    rng = np.random.default_rng(4)
    images["noise"] = rng.integers(0, INK + 1, 64).tolist()
    images["blank"] = [0] * 64
    return {
        "shipped": stored,
        "cases": [
            {"name": name, **case(stored, cells, target, rate)}
            for i, (name, cells) in enumerate(images.items())
            for target, rate in [(i % 10, 0.05), ((i + 3) % 10, 0.3)]
        ],
    }


def case(stored, cells, target, rate):
    """Forward, backward and `STEPS` steps for one drawing."""
    net = trained(stored)
    x = Tensor(np.array([cells]) / INK)
    z1 = net.layers[0](x)
    a1 = net.layers[1](z1)
    z2 = net.layers[2](a1)
    loss = nn.softmax_cross_entropy(z2, np.eye(10)[[target]])
    loss.backward()
    losses = steps(net, x.data, target, rate)
    return {
        "cells": cells,
        "target": target,
        "rate": rate,
        "nnbook": {
            "z1": z1.data[0],
            "a1": a1.data[0],
            "z2": z2.data[0],
            "p": nn.softmax(z2).data[0],
            "loss": loss.item(),
            "delta2": z2.grad[0],
            "arrived": a1.grad[0],
            "delta1": z1.grad[0],
            "toInput": x.grad[0],
            "losses": losses,
            "W1": net.layers[0].W.data.ravel(),
            "b1": net.layers[0].b.data,
            "W2": net.layers[2].W.data.ravel(),
            "b2": net.layers[2].b.data,
        },
        "torch": in_torch(stored, cells, target),
    }


def halves(text, shape):
    """An array from float16 in base64, as decoded here by numpy."""
    return np.frombuffer(base64.b64decode(text), "<f2").astype(float).reshape(shape)


def trained(stored):
    """The network of nnbook with the stored weights."""
    net = network()
    for layer, arrays in zip(net.layers[::2], stored["layers"], strict=True):
        layer.W.data = halves(arrays["W"], layer.W.shape)
        layer.b.data = halves(arrays["b"], layer.b.shape)
    return net


def steps(net, x, target, rate):
    """The losses before each of `STEPS` steps of gradient descent, and after them."""
    sgd, losses = optim.SGD(net.parameters(), rate), []
    for _ in range(STEPS + 1):
        loss = nn.softmax_cross_entropy(net(x), np.eye(10)[[target]])
        losses.append(loss.item())
        if len(losses) <= STEPS:
            sgd.zero_grad()
            loss.backward()
            sgd.step()
    return losses


def in_torch(stored, cells, target):
    """Probabilities and the gradient at the cells."""
    (W1, b1), (W2, b2) = (
        (torch.tensor(layer.W.data), torch.tensor(layer.b.data))
        for layer in trained(stored).layers[::2]
    )
    x = torch.tensor(np.array(cells) / INK, requires_grad=True)
    z = W2 @ torch.relu(W1 @ x + b1) + b2
    torch.nn.functional.cross_entropy(z, torch.tensor(target)).backward()
    return {"p": torch.softmax(z, 0).detach().numpy(), "toInput": x.grad.numpy()}
