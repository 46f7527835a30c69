"""Checks of values that a reader sets on a widget, with errors that say what to do."""

import difflib
import math

from traitlets import TraitError


def finite(name, value):
    """Return ``value`` where it is a finite number; raise TraitError where not."""
    if not math.isfinite(value):
        raise TraitError(f"{name} is {value}, but must be a finite number")
    return value


def positive(name, value):
    """Return ``value`` where it is finite and above 0; raise TraitError where not."""
    if finite(name, value) <= 0:
        raise TraitError(f"{name} is {value:g}, but must be above 0")
    return value


def numbers(name, value, length, meaning):
    """Return ``value`` where it is ``length`` finite numbers.

    Raises TraitError where it is not. ``meaning`` says what the numbers are: "one
    weight for each of the 2 inputs".
    """
    if len(value) != length:
        raise TraitError(
            f"{name} has {len(value)} values, but must have {length}: {meaning}"
        )
    for i, number in enumerate(value):
        finite(f"{name}[{i}]", number)
    return value


def row(name, value, columns):
    """Return ``value`` as a list of finite numbers, one for each of ``columns``.

    Raises TraitError where it is anything else.
    """
    wanted = f"[{', '.join(columns)}]"
    if not isinstance(value, (list, tuple)) or len(value) != len(columns):
        raise TraitError(f"{name} is {value!r}, but must be {wanted}")
    for column, number in zip(columns, value, strict=True):
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            raise TraitError(
                f"{name} is {value!r}: {column} must be a number, as in {wanted}"
            )
        finite(f"{column} of {name}", number)
    return list(value)


def within(name, value, low, high):
    """Return ``value`` moved to the nearest number in [low, high].

    Raises TraitError where it is not a finite number.
    """
    return min(max(finite(name, value), low), high)


def between(name, value, low, high):
    """Return ``value`` where it is in [low, high]; raise TraitError where not."""
    if not low <= finite(name, value) <= high:
        raise TraitError(f"{name} is {value:g}, but must be from {low:g} to {high:g}")
    return value


def known(name, value, names):
    """Return ``value`` where it is one of ``names``; raise TraitError where not."""
    if value not in names:
        near = difflib.get_close_matches(str(value), names, n=1, cutoff=0.4)
        hint = f"; did you mean {near[0]!r}?" if near else "."
        raise TraitError(
            f"{name} has {value!r}, which is not known{hint} "
            f"Known are {', '.join(names)}."
        )
    return value
