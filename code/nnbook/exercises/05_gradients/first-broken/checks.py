NAN, INF = float("nan"), float("inf")


def check_nan(code, t):
    "finds a NaN"
    t.equal(
        "first_broken(record)",
        "b",
        (
            None,
            "Nothing is equal to NaN, not even NaN itself: use math.isfinite or "
            "math.isnan. And return None only after the last entry.",
        ),
        (TypeError, "The values are a list: test its numbers one by one."),
        (
            "c",
            "c only inherited the NaN of b. Look at every value of an entry, and stop "
            "at the first entry that is broken.",
        ),
        ("a", "All numbers of a are finite. Look at every value before you decide."),
        record=[("a", [1.0]), ("b", [2.0, NAN]), ("c", [NAN])],
    )
    t.equal("first_broken(record)", "x", record=[("x", [NAN]), ("y", [0.0])])


def check_infinity(code, t):
    "finds an infinity, which comes before the NaN"
    t.equal(
        "first_broken(record)",
        "linear 7",
        (
            "linear 8",
            "The trouble began one entry earlier, with an infinity: NaN is "
            "what came of it, as inf - inf. Look for both.",
        ),
        (
            None,
            "Return None only after the last entry, when all numbers have been "
            "looked at. And look for infinities too.",
        ),
        record=[("relu 6", [1e300, 0.0]), ("linear 7", [INF]), ("linear 8", [NAN])],
    )
    t.equal("first_broken(record)", "x", record=[("x", [INF]), ("y", [0.0])])


def check_minus(code, t):
    "finds minus infinity, and looks at every value"
    t.equal(
        "first_broken(record)",
        "y",
        (
            None,
            "The infinity stands last and is negative: look at every value, and "
            "at both signs.",
        ),
        record=[("x", [0.0]), ("y", [1.0, 2.0, -INF])],
    )


def check_healthy(code, t):
    "is None where all numbers are finite"
    if code.first_broken([("x", [1e308]), ("y", [-1e308, 0.0])]) is not None:
        t.fail("Large numbers are not broken yet: only infinities and NaN are.")
    if code.first_broken([("x", [1e308, 1e308])]) is not None:
        t.fail(
            "Both numbers of x = [1e308, 1e308] are finite; only their sum is not. "
            "Test the numbers themselves, one by one."
        )
