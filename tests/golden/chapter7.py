"""Reference values for chapter 7's figures: numpy, torch and nnbook's FTRLProximal."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from nnbook.recsys.training.ftrl import FTRLProximal

APPS, HIDDEN, SIZE, STEPS = 5, 16, 50, 12
SETTING = {"l1": 2.0, "lr": 0.3, "alpha": 0.5, "squares": 1e-4}


def cross_products():
    """Products of real and of binary features, 0⁰ among them."""
    rng = np.random.default_rng(7)
    x = np.r_[rng.normal(size=(20, 4)), rng.integers(0, 2, (20, 4)), np.zeros((1, 4))]
    c = rng.integers(0, 2, x.shape)
    return {"x": x, "c": c, "phi": np.where(c == 1, x, 1).prod(axis=1)}


def wide_deep_sizes():
    """Dimensions and parameters of models, layers as torch counts them."""
    settings = [
        {"categorical": 37, "vocabulary": 1000, "dimensions": 32, "continuous": 16},
        {"categorical": 3, "vocabulary": 7, "dimensions": 5, "continuous": 0},
    ]
    return [size_of({**s, "hidden": h, "apps": 9}) for s in settings for h in HIDDENS]


HIDDENS = ([1024, 512, 256], [8, 4])


def size_of(setting):
    """Parameters of torch modules of these sizes."""
    width = setting["categorical"] * setting["dimensions"] + setting["continuous"]
    widths = [width, *setting["hidden"], 1]
    table = nn.Embedding(setting["vocabulary"], setting["dimensions"])
    layers = [nn.Linear(n, m) for n, m in zip(widths, widths[1:], strict=False)]
    count = [sum(p.numel() for p in layer.parameters()) for layer in layers]
    return {
        "setting": setting,
        "widths": widths,
        "embeddings": setting["categorical"] * table.weight.numel(),
        "layers": count,
    }


def wide_deep():
    """Runs of wide, deep and both on random batches: parameters and predictions."""
    return [
        wide_deep_run(kind, seed) for seed, kind in enumerate(("wide", "deep", "both"))
    ]


def wide_deep_run(kind, seed):
    """Torch's autograd and optimizers, from parameters and batches drawn here."""
    rng, dim = np.random.default_rng(seed), 3
    shapes = {"bias": (1,)}
    if kind != "wide":
        shapes |= {"installed": (APPS, dim), "shown": (APPS, dim)}
        shapes |= {"W1": (HIDDEN, 2 * dim), "b1": (HIDDEN,), "W2": (1, HIDDEN)}
    start = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    if kind != "deep":
        start["wide"] = np.zeros((APPS, APPS))
    p = {k: torch.tensor(v, requires_grad=True) for k, v in start.items()}
    dense = [v for k, v in p.items() if k != "wide"]
    squares, scale = SETTING["squares"], 1 / SIZE
    optimizers = [
        torch.optim.Adagrad(dense, SETTING["lr"], initial_accumulator_value=squares)
    ]
    if "wide" in p:
        rates = {"lr": SETTING["alpha"], "beta": scale, "l1": SETTING["l1"] * scale}
        optimizers.append(FTRLProximal([p["wide"]], **rates))

    def logits():
        z = p["bias"] + torch.zeros(APPS, APPS, dtype=torch.float64)
        z = z + p["wide"] if "wide" in p else z
        if kind == "wide":
            return z
        i, a = np.indices((APPS, APPS))
        x = torch.cat([p["installed"][i.ravel()], p["shown"][a.ravel()]], dim=1)
        deep = F.relu(x @ p["W1"].T + p["b1"]) @ p["W2"].T
        return z + deep.reshape(APPS, APPS)

    batches = []
    for _ in range(STEPS):
        shown = rng.multinomial(SIZE, np.full(APPS**2, APPS**-2)).reshape(APPS, APPS)
        installs = rng.binomial(shown, 0.3)
        batches.append({"shown": shown.ravel(), "installs": installs.ravel()})
        z = logits()
        n, k = torch.tensor(shown), torch.tensor(installs)
        loss = (n * F.softplus(z) - k * z).sum() / SIZE
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
    return {
        "kind": kind,
        "start": {k: v.ravel() for k, v in start.items()},
        "end": {k: v.detach().numpy().ravel() for k, v in p.items()},
        "batches": batches,
        "probability": torch.sigmoid(logits()).detach().numpy().ravel(),
        "n": APPS,
        "dimensions": dim,
        "size": SIZE,
        **SETTING,
    }
