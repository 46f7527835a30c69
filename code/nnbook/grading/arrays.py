"""What checks in a notebook ask of a reader's arrays: `ids_of` and `numbers_of`."""

import numpy as np


def ids_of(code, t, name, shape, n_items):
    """Return the reader's array of ids, no two alike in a row; or end the check."""
    ids = _array(code, t, name, shape)
    if ids.dtype.kind not in "iu":
        t.fail(f"`{name}` should hold ids, whole numbers, but its type is {ids.dtype}.")
    if ids.min() < 0 or ids.max() >= n_items:
        t.fail(
            f"`{name}` holds {ids.min()} and {ids.max()}, but ids of videos run from 0 "
            f"to {n_items - 1}. A -1 means that a search found too few."
        )
    ordered = np.sort(ids, axis=1)
    if (ordered[:, 1:] == ordered[:, :-1]).any():
        t.fail(f"A row of `{name}` has the same video twice.")
    return ids


def numbers_of(code, t, name, shape):
    """Return the reader's array of finite numbers; or end the check."""
    numbers = _array(code, t, name, shape)
    if numbers.dtype.kind not in "fiu":
        t.fail(f"`{name}` should hold numbers, but its type is {numbers.dtype}.")
    if not np.isfinite(numbers).all():
        t.fail(f"`{name}` holds NaN or infinity: has the training diverged?")
    return numbers


def _array(code, t, name, shape):
    """Return what the reader called `name`, a torch tensor too, as an array."""
    value = getattr(code, name)
    if hasattr(value, "detach"):
        value = value.detach()
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        t.fail(f"The rows of `{name}` have different lengths: {shape[1]} is wanted.")
    if array.shape != shape:
        t.fail(f"`{name}` should have the shape {shape}, but yours has {array.shape}.")
    return array
