import math

CASES = (
    ([1.0, 2.0, 6.0, 3.0], 1),
    ([4.0, 1.0, 3.0, 2.0], 2),
    ([1.0, 90.0, 2.0, 3.0, 30.0], 3),
    ([0.5, 0.1, 20.0, 0.2, 0.2], 2),
    ([5.0, 5.0, 5.0], 2),
)


def variance(e, chosen):
    return sum(x * x * (1 / q - 1) for x, q in zip(e, chosen))


def least(e, n):
    """The least variance: Q is min(1, c e), with c found by halving."""
    low, high = 0.0, 1 / min(e)
    for _ in range(200):
        c = (low + high) / 2
        low, high = (c, high) if sum(min(1, c * x) for x in e) < n else (low, c)
    return variance(e, [min(1, low * x) for x in e])


def alike(e, got):
    return max(got) - min(got) < 1e-9


def turned(e, got):
    return got[e.index(max(e))] < got[e.index(min(e))]


# What is said of the probabilities where it is so for both of the first lists.
KINDS = {
    alike: " You draw all alike, and they do not count alike.",
    turned: " What counts least is drawn most often.",
}


def chosen(t, e, n):
    got = t.is_list_of_numbers("choose(e, n)", len(e), e=list(e), n=n)
    if min(got) <= 0:
        t.fail(
            f"For e = {e} and n = {n}, one of your probabilities is {min(got):.3g}. What "
            "is never drawn is missing in every sample: on average, too."
        )
    if max(got) > 1 + 1e-9:
        t.fail(
            f"For e = {e} and n = {n}, one of your probabilities is {max(got):.3g}: more "
            "than sure cannot be had."
        )
    if sum(got) > n + 1e-6:
        t.fail(
            f"For e = {e}, your probabilities add up to {sum(got):.3g}, and {n} is what "
            "you can afford."
        )
    return got


def check_allowed(code, t):
    "gives probabilities that can be afforded"
    for e, n in CASES:
        chosen(t, e, n)


def check_least(code, t):
    "goes astray as little as can be"
    found = [(e, n, chosen(t, e, n)) for e, n in CASES[:2]]
    whys = (
        why for is_so, why in KINDS.items() if all(is_so(e, g) for e, _, g in found)
    )
    why = next(whys, "")
    for e, n, got in found:
        has, best = variance(e, got), least(e, n)
        if has > 1.01 * best:
            t.fail(
                f"For e = {e} and n = {n} the variance is {has:.3g}, and {best:.3g} can be "
                f"had.{why}"
            )


def check_sure(code, t):
    "spends nothing on what is sure already"
    for e, n in CASES[2:]:
        got = chosen(t, e, n)
        has, best = variance(e, got), least(e, n)
        left = n - sum(got)
        if has > 1.01 * best:
            why = ""
            if left > 1e-6:
                why = f" Your probabilities leave {left:.3g} of {n} unused."
            t.fail(
                f"For e = {e} and n = {n} the variance is {has:.3g}, and {best:.3g} can be "
                f"had.{why}"
            )


def check_input(code, t):
    "leaves the list as it was"
    e = [3.0, 1.0, 2.0]
    code.choose(e, 1)
    if e != [3.0, 1.0, 2.0]:
        t.fail("Your function changes the list that it was given: work on a copy.")
