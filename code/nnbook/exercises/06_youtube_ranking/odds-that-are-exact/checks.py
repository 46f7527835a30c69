# Minutes of impressions; None where there was no click.
LOGS = {
    "two clicks in a hundred": [4.0, 6.0] + [None] * 98,
    "three clicks in ten": [10.0, 5.0, 1.5] + [None] * 7,
    "nine clicks in ten": [1.0, 2.0, 3.0] * 3 + [None],
    "clicks alone": [0.5, 20.0, 7.0],
}


def odds(code, t, log):
    """The odds that are learned with the reader's weights."""
    sums = [0.0, 0.0]
    shown = [(m or 0.0, m is not None) for m in log]
    for (m, clicked), pair in zip(
        shown, t.value("[weights(*s) for s in shown]", shown=shown)
    ):
        call = f"weights({m}, {clicked})"
        if pair is None or pair is ...:
            t.is_number(call)
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            t.fail(f"`{call}` should give two numbers, and gives {pair!r}.")
        if min(pair) < 0:
            t.fail(f"`{call}` gives {pair!r}: a weight must not be negative.")
        sums = [s + w for s, w in zip(sums, pair)]
    if not sums[1]:
        t.fail(
            "If there are clicks alone, no impression counts as a negative with you: the "
            "odds are infinite."
        )
    return sums[0] / sums[1]


def share(log):
    """The share of clicks."""
    return sum(m is not None for m in log) / len(log)


# What is said of the odds where it is so for the two logs with the fewest clicks.
KINDS = {
    lambda p: p / (1 - p): " These are the odds of a click: the minutes have no say.",
    lambda p: p: " That is the share of clicks: the minutes have no say.",
}


def kind(code, t):
    few = [(share(log), odds(code, t, log)) for log in list(LOGS.values())[:2]]
    for of_share, why in KINDS.items():
        if all(abs(got - of_share(p)) < 1e-9 for p, got in few):
            return why
    return ""


def check(code, t, name):
    log = LOGS[name]
    mean = sum(m or 0 for m in log) / len(log)
    got = odds(code, t, log)
    if abs(got - mean) > 1e-9 * mean:
        t.fail(
            f"With {name}, E[T] is {mean:.4g} minutes, and the odds are {got:.4g}."
            + kind(code, t)
        )


def check_rare(code, t):
    "has odds of E[T] where clicks are rare"
    check(code, t, "two clicks in a hundred")


def check_often(code, t):
    "has odds of E[T] at P = 0.3"
    check(code, t, "three clicks in ten")


def check_mostly(code, t):
    "has odds of E[T] at P = 0.9"
    check(code, t, "nine clicks in ten")


def check_always(code, t):
    "has odds of E[T] where everything is clicked"
    check(code, t, "clicks alone")
