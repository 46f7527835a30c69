"""What checks in a notebook ask of a reader's arrays: `ids_of` and `numbers_of`."""

import numpy as np

from nnbook.language import _


def ids_of(code, t, name, shape, n_items):
    """Return the reader's array of ids, no two alike in a row; or end the check."""
    ids = _array(code, t, name, shape)
    if ids.dtype.kind not in "iu":
        t.fail(
            _(
                "`{name}` should hold ids, whole numbers, but its type is {ids_dtype}.",
                name=name,
                ids_dtype=ids.dtype,
            )
        )
    if ids.min() < 0 or ids.max() >= n_items:
        t.fail(
            _(
                "`{name}` holds {ids_min} and {ids_max}, but ids of videos run "
                "from 0 to {n_items}. A -1 means that a search found too few.",
                name=name,
                ids_min=ids.min(),
                ids_max=ids.max(),
                n_items=n_items - 1,
            )
        )
    ordered = np.sort(ids, axis=1)
    if (ordered[:, 1:] == ordered[:, :-1]).any():
        t.fail(_("A row of `{name}` has the same video twice.", name=name))
    return ids


def numbers_of(code, t, name, shape):
    """Return the reader's array of finite numbers; or end the check."""
    numbers = _array(code, t, name, shape)
    if numbers.dtype.kind not in "fiu":
        t.fail(
            _(
                "`{name}` should hold numbers, but its type is {numbers_dtype}.",
                name=name,
                numbers_dtype=numbers.dtype,
            )
        )
    if not np.isfinite(numbers).all():
        t.fail(
            _("`{name}` holds NaN or infinity: has the training diverged?", name=name)
        )
    return numbers


def _array(code, t, name, shape):
    """Return what the reader called `name`, a torch tensor too, as an array."""
    value = getattr(code, name)
    if hasattr(value, "detach"):
        value = value.detach()
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        t.fail(
            _(
                "The rows of `{name}` have different lengths: {shape} is wanted.",
                name=name,
                shape=shape[1],
            )
        )
    if array.shape != shape:
        t.fail(
            _(
                "`{name}` should have the shape {shape}, but yours has {array_shape}.",
                name=name,
                shape=shape,
                array_shape=array.shape,
            )
        )
    return array
