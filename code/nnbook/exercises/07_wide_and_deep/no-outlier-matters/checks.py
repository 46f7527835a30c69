AGES = [21, 34, 18, 62, 45, 29, 55, 38, 71, 24, 30, 49]
INSTALLS = [120, 7, 3000, 51, 900, 15, 240, 33, 70, 450, 9]
LISTS = {"ages": AGES, "installs": INSTALLS}
STRANGE = 0.001, 1, 10_000, 10**9


def squeezed(t, values, xs):
    return t.are_numbers("squeeze(values, x)", "x", values=list(values), x=list(xs))


def check_range(code, t):
    "lies between 0 and 1, whatever comes"
    for name, values in LISTS.items():
        for x, y in zip([*values, *STRANGE], squeezed(t, values, [*values, *STRANGE])):
            if not 0 <= y <= 1:
                t.fail(f"Of the {name}, x = {x} becomes {y:.3g}.")


def check_order(code, t):
    "keeps the order, and keeps values apart"
    for name, values in LISTS.items():
        xs = sorted([*values, *STRANGE])
        ys = squeezed(t, values, xs)
        for (a, y), (b, z) in zip(zip(xs, ys), zip(xs[1:], ys[1:])):
            if z < y - 1e-12:
                t.fail(f"Of the {name}, {a} becomes {y:.3g}, and {b} only {z:.3g}.")
        low, high = squeezed(t, values, [min(values), max(values)])
        if high - low < 0.2:
            t.fail(
                f"Of the {name}, the smallest becomes {low:.3g} and the largest {high:.3g}: "
                "the network cannot tell them apart."
            )


def check_unit(code, t):
    "is the same in months as in years"
    for name, values in LISTS.items():
        years = squeezed(t, values, values)
        months = squeezed(t, [12 * v for v in values], [12 * v for v in values])
        for x, a, b in zip(values, years, months):
            if abs(a - b) > 1e-6:
                t.fail(
                    f"Of the {name}, {x} becomes {a:.3g}, and {b:.3g} once all numbers are "
                    "12 times as large."
                )


def check_outlier(code, t):
    "moves nobody else where one value becomes huge"
    for name, values in LISTS.items():
        most = max(values)
        spoilt = [1000 * v if v == most else v for v in values]
        others = [v for v in values if v != most]
        before, now = squeezed(t, values, others), squeezed(t, spoilt, others)
        for x, a, b in zip(others, before, now):
            if abs(a - b) > 0.1:
                t.fail(
                    f"Of the {name}, {x} becomes {a:.3g}, and {b:.3g} where the largest, "
                    f"{most}, is {1000 * most:,} instead."
                )
