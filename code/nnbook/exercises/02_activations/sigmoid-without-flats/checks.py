GRID = [0.13 + 0.25 * i for i in range(40)]  # between the corners that one would choose
NUDGE = 1e-4


def own(t, zs):
    "Its values at zs."
    return t.are_numbers("own(z)", "z", z=zs)


def measured(t, zs):
    "The slopes of own at zs, by nudging them."
    right, left = own(t, [z + NUDGE for z in zs]), own(t, [z - NUDGE for z in zs])
    return [(up - down) / (2 * NUDGE) for up, down in zip(right, left)]


def check_odd(code, t):
    "is odd"
    zs = [0.0, *GRID]
    for z, right, left in zip(zs, own(t, zs), own(t, [-z for z in zs])):
        if abs(right + left) > 1e-9:
            t.fail(
                f"own({z:.4g}) is {right:.4g} and own({-z:.4g}) is {left:.4g}: they "
                "should differ in their signs alone."
            )


def check_at_zero(code, t):
    "has the slope 1 at 0"
    [slope] = measured(t, [0.0])
    if abs(slope - 1) > 0.01:
        t.fail(f"Its slope at 0 is {slope:.4g}.")


def check_slopes(code, t):
    "is neither flat nor steep from -10 to 10"
    for z, slope in zip(GRID, measured(t, GRID)):
        if slope < 0.05:
            t.fail(
                f"At z = {z:.4g} its slope is {slope:.3g}: saturated. What grows more "
                "slowly than z, but never stops growing?"
            )
        if slope > 1 + 1e-6:
            t.fail(f"At z = {z:.4g} its slope is {slope:.4g}, above 1.")


def check_size(code, t):
    "gives at most 5 from -10 to 10"
    most = t.is_number("own(z)", z=10.0)
    if most > 5:
        t.fail(f"own(10) is {most:.4g}: it should grow more slowly.")


def check_own_slope(code, t):
    "gives the slope of its own"
    zs = [*GRID, *(-z for z in GRID)]
    slopes = t.are_numbers("own_slope(z)", "z", z=zs)
    for z, wanted, got in zip(zs, measured(t, zs), slopes):
        if abs(wanted - got) > 1e-3:
            t.fail(
                f"own_slope({z:.4g}) is {got:.4g}, but nudged by {NUDGE:g} own rises "
                f"by {wanted:.4g} times as much."
            )


def check_far(code, t):
    "works for any float"
    for z in 1000.0, -1000.0, 1e300:
        t.is_number("own(z)", z=z)
        t.is_number("own_slope(z)", z=z)
