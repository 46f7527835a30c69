"""A trained candidate generator as plain arrays, for servers that have no torch."""

import numpy as np
from torch import nn


def serving_arrays(model):
    """{"watches": (n, d), "items": (n, d), "tower": [(W, b), ...], ...} of a model.

    "recency" is the weights of the last watches, (window,), None where they are
    averaged; "residual" says whether the history is added to the tower's output.
    `user_vectors` computes with them; its inner products with "items" are the logits.

    Raises ValueError where the model has inputs besides watches.
    """
    more = {
        "searches": model.searches is not None,
        "categories": len(model.categories) > 0,
        "continuous": len(model.continuous) > 0,
    }
    if any(more.values()):
        names = ", ".join(name for name, has in more.items() if has)
        raise ValueError(
            f"the model was made with {names}; these arrays hold only what is made of "
            "watches: make a CandidateGenerator without"
        )

    def array(weight):
        return weight.detach().cpu().numpy().copy()

    layers = [layer for layer in model.tower if isinstance(layer, nn.Linear)]
    return {
        "watches": array(model.watches.weight),
        "items": array(model.item_vectors()),
        "tower": [(array(layer.weight), array(layer.bias)) for layer in layers],
        "recency": None if model.recency is None else array(model.recency),
        "residual": model.residual,
    }


def user_vectors(arrays, watches):
    """User vectors (b, d), in numpy, of watches (b, w): ids, latest first, then -1."""
    watches = np.asarray(watches)
    known = watches >= 0
    weights = known.astype(np.float32)
    if arrays["recency"] is not None:
        weights = weights * np.exp(arrays["recency"][: watches.shape[1]])
    total = weights.sum(axis=1, keepdims=True)
    weights = weights / np.where(total > 0, total, 1)
    vectors = arrays["watches"][np.where(known, watches, 0)]
    history = (weights[:, :, None] * vectors).sum(axis=1)
    a = history
    for W, b in arrays["tower"][:-1]:
        a = np.maximum(0, a @ W.T + b)
    W, b = arrays["tower"][-1]
    return a @ W.T + b + (history if arrays["residual"] else 0)
