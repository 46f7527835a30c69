"""A trained candidate generator as plain arrays, for servers that have no torch."""

from torch import nn


def serving_arrays(model):
    """{"watches": (n, d), "items": (n, d), "tower": [(W, b), ...]} of a model.

    The rows of "watches" of a history are averaged; after each layer W a + b of the
    tower, W (outputs, inputs), but the last comes a ReLU; the inner products of the
    result with "items" are the logits.

    Raises ValueError where the model is more than that: with inputs besides watches,
    recency weights or a residual connection.
    """
    more = {
        "searches": model.searches is not None,
        "categories": len(model.categories) > 0,
        "continuous": len(model.continuous) > 0,
        "window": model.recency is not None,
        "residual": model.residual,
    }
    if any(more.values()):
        names = ", ".join(name for name, has in more.items() if has)
        raise ValueError(
            f"the model was made with {names}; these arrays hold only averaged "
            "watches and a tower: make a CandidateGenerator without"
        )

    def array(weight):
        return weight.detach().cpu().numpy().copy()

    layers = [layer for layer in model.tower if isinstance(layer, nn.Linear)]
    return {
        "watches": array(model.watches.weight),
        "items": array(model.item_vectors()),
        "tower": [(array(layer.weight), array(layer.bias)) for layer in layers],
    }
