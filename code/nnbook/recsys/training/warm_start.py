"""Go on from the last model when the vocabularies have grown.

Ids keep their meaning (`Vocabulary.grow`), so a grown table has the old rows first;
the new rows stay as they were initialized (Cheng et al., 2016, section 3.2).
"""

import torch


@torch.no_grad()
def copy_weights(model, previous):
    """Give `model` all that `previous` has learned: equal shapes, or more rows.

    Raises ValueError where that is not possible, before anything is changed.
    """
    old, new = dict(previous.named_parameters()), dict(model.named_parameters())
    if lost := old.keys() - new.keys():
        raise ValueError(
            f"the new model has no {', '.join(sorted(lost))}: what was learned there "
            "would be lost"
        )
    for name, p in old.items():
        if p.shape[1:] != new[name].shape[1:] or p.shape[:1] > new[name].shape[:1]:
            raise ValueError(
                f"{name} was {tuple(p.shape)} and is {tuple(new[name].shape)} in the "
                "new model: a table may get more rows, and nothing else may change"
            )
    for name, p in old.items():
        new[name][rows_of(p)] = p


@torch.no_grad()
def copy_state(optimizer, model, previous_optimizer, previous):
    """Give `optimizer` what the previous one remembers of each weight: its rates.

    For FTRLProximal and Adagrad, of models that `copy_weights` accepts. A new row's
    memory is as at the start.
    """
    name_of = {p: name for name, p in previous.named_parameters()}
    new = dict(model.named_parameters())
    for p, memory in previous_optimizer.state.items():
        grown = new[name_of[p]]
        for key, value in memory.items():
            state = optimizer.state[grown].setdefault(key, torch.zeros_like(grown))
            state[rows_of(value)] = value


def rows_of(tensor):
    """The index of the first rows, as many as the tensor has; all of a scalar."""
    return slice(len(tensor)) if tensor.dim() else ...
