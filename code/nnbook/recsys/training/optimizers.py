"""Which optimizer moves which weights, and how the learning rate goes."""

import torch


class RowAdam(torch.optim.SparseAdam):
    """SparseAdam with the same numbers, to the bit, in half the time on large tables.

    A step moves the rows that have a gradient, in the weights and in both moments. In
    a table that no cache holds, finding a row is the dear part: torch's step finds
    each row of the moments twice, and makes a sparse tensor of every change.
    """

    @torch.no_grad()
    def step(self):
        """One step for each weight with a gradient, which must be sparse."""
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self.update(p, group)

    def update(self, p, group):
        """Adam (Kingma & Ba, 2015, algorithm 1) for the rows with a gradient."""
        state, (beta1, beta2) = self.state[p], group["betas"]
        if not state:
            state["step"] = 0
            state["exp_avg"] = torch.zeros_like(p)
            state["exp_avg_sq"] = torch.zeros_like(p)
        state["step"] += 1
        gradient = p.grad.coalesce()
        rows, g = gradient.indices()[0], gradient.values()
        mean = moved(state["exp_avg"], rows, g, 1 - beta1)
        square = moved(state["exp_avg_sq"], rows, g**2, 1 - beta2)
        size = group["lr"] * (1 - beta2 ** state["step"]) ** 0.5
        size /= 1 - beta1 ** state["step"]
        p.index_add_(0, rows, mean.div_(square.sqrt_().add_(group["eps"])).mul_(-size))


def moved(table, rows, values, share):
    """Move these different rows of the table by the share towards the values.

    Returns a copy of the rows, (k, dim).
    """
    old = table.index_select(0, rows)
    new = values.sub(old).mul_(share).add_(old)
    table.index_copy_(0, rows, new)
    return new


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
    RowAdam, which moves those with a gradient. A list of one or two.
    """
    sparse, dense = sparse_and_dense(model)
    optimizers = [torch.optim.Adam(dense, lr)]
    if sparse:
        optimizers.append(RowAdam(sparse, lr))
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
