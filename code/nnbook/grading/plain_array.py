"""An array as plain data, for where there is no numpy and for what messages say of it.

A check's arrays are such: they become numpy's where the reader's code runs, and what
comes back becomes such again, in a notebook as in the page.
"""

import dataclasses
import sys

KINDS = "biuf"  # booleans, whole numbers (signed or not), floating point


@dataclasses.dataclass(frozen=True)
class Array:
    """The numbers of an array, row after row, with their dtype's name and the shape."""

    dtype: str
    shape: tuple[int, ...]
    numbers: tuple

    def tolist(self):
        """Return the numbers as nested lists."""
        rows = list(self.numbers)
        for size in reversed(self.shape[1:]):
            rows = [rows[i : i + size] for i in range(0, len(rows), size)]
        return rows if self.shape else rows[0]

    def __repr__(self):
        """Return it as numpy would take it."""
        return f"array({self.tolist()!r})"


def array(rows):
    """Return the array of these nested lists; ValueError where they are ragged."""
    shape = shape_of(rows)
    numbers = flat(rows, len(shape))
    whole = all(isinstance(number, int) for number in numbers)
    return Array("int64" if whole else "float64", shape, tuple(numbers))


def shape_of(rows):
    """Return the shape of nested lists; ValueError where rows differ in length."""
    if not isinstance(rows, list | tuple):
        return ()
    inner = {shape_of(row) for row in rows}
    if len(inner) != 1:
        raise ValueError(
            f"no array: its rows differ in their lengths, or are none: {rows}"
        )
    return len(rows), *inner.pop()


def flat(rows, depth):
    """Return the numbers of lists that are nested this deep."""
    for _ in range(depth - 1):
        rows = [number for row in rows for number in row]
    return list(rows) if depth else [rows]


def plain(value):
    """Return the value with an `Array` for each of numpy's arrays, also in lists."""
    if is_numpy(value):
        return from_numpy(value)
    if type(value) in (list, tuple) and any(plain(v) is not v for v in value):
        return type(value)(map(plain, value))
    return value


def is_numpy(value):
    """Tell whether it is an array of numpy's that holds numbers."""
    numpy = sys.modules.get("numpy")
    return (
        numpy is not None
        and isinstance(value, numpy.ndarray)
        and value.dtype.kind in KINDS
    )


def from_numpy(value):
    """Return one of numpy's arrays as plain data."""
    return Array(value.dtype.name, value.shape, tuple(value.ravel().tolist()))


def to_numpy(value):
    """Return the value with an array of numpy's for each `Array`, also in lists."""
    if isinstance(value, Array):
        import numpy

        return numpy.array(value.numbers, value.dtype).reshape(value.shape)
    if type(value) in (list, tuple) and any(to_numpy(v) is not v for v in value):
        return type(value)(map(to_numpy, value))
    return value
