NAN, INF = float("nan"), float("inf")


def check_first(code, t):
    "finds a NaN that stands first"
    late = (
        "c only inherited the NaN of b: stop at the first entry that is broken, and "
        "look at the next one only where it is not."
    )
    t.equal(
        "first_broken(record)",
        "b",
        ("c", late),
        ("a", "All numbers of a are finite."),
        record=[("a", [1.0]), ("b", [NAN, 2.0]), ("c", [NAN])],
    )
    t.equal("first_broken(record)", "b", record=[("a", [1.0]), ("b", [NAN])])
    t.equal(
        "first_broken(record)",
        "x",
        ("y", late),
        record=[("x", [NAN, NAN]), ("y", [NAN])],
    )


def check_anywhere(code, t):
    "finds a NaN wherever it stands"
    none = "The NaN stands behind other numbers, and was not seen there."
    inside = "The NaN stands between other numbers, and was not seen there."
    t.equal(
        "first_broken(record)",
        "b",
        (None, none),
        record=[("a", [1.0, 2.0]), ("b", [2.0, NAN])],
    )
    t.equal("first_broken(record)", "x", (None, none), record=[("x", [0.0, NAN])])
    t.equal(
        "first_broken(record)",
        "b",
        (None, inside),
        record=[("a", [1.0]), ("b", [2.0, NAN, 1.0])],
    )
    t.equal(
        "first_broken(record)", "x", (None, inside), record=[("x", [0.0, NAN, 0.0])]
    )


def check_infinity(code, t):
    "finds an infinity, which comes before the NaN, of both signs"
    earlier = "The trouble began one entry earlier, with an infinity: look for both."
    minus = "An infinity may be negative as well."
    t.equal(
        "first_broken(record)",
        "linear 7",
        ("linear 8", earlier),
        record=[("relu 6", [1e300, 0.0]), ("linear 7", [INF]), ("linear 8", [NAN])],
    )
    t.equal(
        "first_broken(record)",
        "x",
        ("y", earlier),
        record=[("x", [0.0, INF]), ("y", [NAN])],
    )
    t.equal(
        "first_broken(record)",
        "y",
        (None, minus),
        record=[("x", [0.0]), ("y", [1.0, 2.0, -INF])],
    )
    t.equal("first_broken(record)", "x", (None, minus), record=[("x", [-INF])])


def check_healthy(code, t):
    "is None where all numbers are finite"
    large = "Large numbers are not broken yet: only infinities and NaN are."
    summed = "Both numbers are finite; only their sum is not. Test each by itself."
    t.equal(
        "first_broken(record)",
        None,
        ("x", large),
        record=[("x", [1e308]), ("y", [-1e308, 0.0])],
    )
    t.equal("first_broken(record)", None, ("x", large), record=[("x", [-1.7e308])])
    t.equal("first_broken(record)", None, ("x", summed), record=[("x", [1e308, 1e308])])
    t.equal(
        "first_broken(record)",
        None,
        ("b", summed),
        record=[("a", [1.0]), ("b", [9e307] * 3)],
    )
