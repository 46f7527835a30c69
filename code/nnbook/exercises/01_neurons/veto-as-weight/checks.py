import math
from itertools import product


def unit_1943(x, kinds, theta):
    if any(x_i and kind == -1 for x_i, kind in zip(x, kinds, strict=True)):
        return 0
    return int(sum(x) >= theta)


def compare(code, t, kinds, theta):
    call = f"translate({kinds}, {theta})"
    w = t.is_list_of_numbers(f"{call}[0]", len(kinds))
    b = t.is_number(f"{call}[1]")
    for x in product([0, 1], repeat=len(kinds)):
        z = sum(w_i * x_i for w_i, x_i in zip(w, x, strict=True)) + b
        want = unit_1943(x, kinds, theta)
        if math.isnan(z):
            t.fail(
                f"{call}: for x = {list(x)} z is nan, because 0 times infinity is "
                "not 0. Find a weight that is large enough and finite."
            )
        if int(z >= 0) != want:
            start = f"{call} gives w = {w} and b = {b}. For x = {list(x)}"
            t.fail(f"{start} z is {z:g}. {reason(x, kinds, theta, want)}")


def reason(x, kinds, theta, want):
    if want:
        return f"The unit of 1943 fires: {sum(x)} active, θ = {theta}, and no veto."
    if not any(x):
        return "No input is active, but it fires: a threshold of θ is a bias of -θ."
    if all(kind == 1 for x_i, kind in zip(x, kinds, strict=True) if x_i):
        return f"Only {sum(x)} active, θ = {theta}: is the bias the threshold's?"
    return (
        "An inhibitory input is active, yet z is not below 0: its weight must "
        "outweigh all excitatory inputs together, less the threshold."
    )


def check_excitatory(code, t):
    "turns the threshold into a bias"
    compare(code, t, [1, 1, 1], 2)
    compare(code, t, [1], 1)


def check_weak_veto(code, t):
    "lets one inhibitory input silence one excitatory input"
    compare(code, t, [1, -1], 1)


def check_absolute_veto(code, t):
    "lets one inhibitory input silence them all"
    compare(code, t, [1, 1, 1, 1, -1], 1)
    compare(code, t, [-1, 1, 1, -1, 1, 1, 1], 2)
    compare(code, t, [1] * 11 + [-1], 1)
