"""Which optimizer moves which weights, and how the learning rate goes."""

import torch


def sparse_and_dense(model):
    """(weights whose gradients are sparse, all others) of a model, as two lists.

    Weights that two of its tables share are named once.
    """
    tables = [m.weight for m in model.modules() if getattr(m, "sparse", False)]
    sparse = {id(weight): weight for weight in tables}
    dense = [p for p in model.parameters() if id(p) not in sparse]
    return [*sparse.values()], dense


def adam(model, lr):
    """Adam for dense gradients, which moves every row of a table; for sparse ones
    SparseAdam, which moves those with a gradient. A list of one or two.
    """
    sparse, dense = sparse_and_dense(model)
    optimizers = [torch.optim.Adam(dense, lr)]
    if sparse:
        optimizers.append(torch.optim.SparseAdam(sparse, lr))
    return optimizers


def linear_decay(optimizer, steps):
    """The learning rate falls to 0 in `steps` steps, along a line."""
    return torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, steps)


def warm_up_and_decay(optimizer, epochs, steps):
    """The learning rate rises for a tenth of the time, then falls to 0, along lines.

    The time is that of `epochs` with so many `steps` each.
    """

    def share(step):
        epoch, step = divmod(step, steps)
        done = (epoch + step / steps) / epochs
        return min(10 * done, (1 - done) / 0.9)

    return torch.optim.lr_scheduler.LambdaLR(optimizer, share)
