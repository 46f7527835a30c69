"""The one training loop: all models here take their steps in it."""

import torch


def one_epoch(batches, loss, optimizers, schedules=(), after_step=None):
    """One pass over `batches`; returns the mean loss of an example.

    A batch is what has a length and what `loss(batch)` makes a mean loss of. Each of
    the `optimizers` takes a step for it, then each of the learning rates' `schedules`;
    then `after_step()` is called.
    """
    total, count = 0.0, 0
    for batch in batches:
        for optimizer in optimizers:
            optimizer.zero_grad()
        value = loss(batch)
        value.backward()
        for stepped in (*optimizers, *schedules):
            stepped.step()
        if after_step is not None:
            after_step()
        total += value.item() * len(batch)
        count += len(batch)
    return total / count


def shuffled(n, size, generator=None):
    """The rows 0 to n - 1 in random order, in batches of `size`; the last has fewer."""
    return torch.randperm(n, generator=generator).split(size)
