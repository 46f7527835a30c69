def check_alone(code, t):
    "normalizes an example that is alone"
    same = "Whichever example stands here alone, each of its numbers comes out as 0."
    passed = (
        "The example has come through as it was. Alone, it is to be normalized, too."
    )
    root = "You divide by the variance. Take the root of variance + eps."
    less = (
        "That divides by the number of units less 1, as ddof=1 has it. The mean of the "
        "squared distances divides by their number."
    )
    outside = "eps stands inside the root, beside the variance."
    t.close(
        "layer_norm(Z, gain, bias, 5)",
        t.array([[-2 / 3, 2 / 3]]),
        (t.array([[0, 0]]), same),
        (t.array([[1, 5]]), passed),
        (t.array([[-2 / 9, 2 / 9]]), root),
        (t.array([[-2 / 7, 2 / 7]]), outside),
        (t.array([[-2 / 13**0.5, 2 / 13**0.5]]), less),
        Z=t.array([[1.0, 5.0]]),
        gain=t.array([1.0, 1.0]),
        bias=t.array([0.0, 0.0]),
    )
    t.close(
        "layer_norm(Z, gain, bias, 1)",
        t.array([[-2 / 3, -2 / 3, 4 / 3]]),
        (t.array([[0, 0, 0]]), same),
        (t.array([[5, 5, 11]]), passed),
        (t.array([[-2 / 9, -2 / 9, 4 / 9]]), root),
        (t.array([[-2 / (8**0.5 + 1)] * 2 + [4 / (8**0.5 + 1)]]), outside),
        (t.array([[-2 / 13**0.5, -2 / 13**0.5, 4 / 13**0.5]]), less),
        Z=t.array([[5.0, 5.0, 11.0]]),
        gain=t.array([1.0, 1.0, 1.0]),
        bias=t.array([0.0, 0.0, 0.0]),
    )
    t.close(
        "layer_norm(Z, gain, bias)",
        t.array([[-0.002 / 1.4e-5**0.5, 0.002 / 1.4e-5**0.5]]),
        Z=t.array([[0.0, 0.004]]),
        gain=t.array([1.0, 1.0]),
        bias=t.array([0.0, 0.0]),
    )


KEEP = (
    "The result of axis=1 lies along the last axis again, over the units, unless "
    "keepdims=True keeps it a column. With as many examples as units no error tells you."
)
BATCH = (
    "Here the examples have one mean and one variance in common: without an axis they "
    "are those of the whole array. Each example has its own."
)


def check_company(code, t):
    "gives the same, whoever stands beside it"
    changed = (
        "Alone, the first example gives [-0.5, 0.5]. Here another one has changed that."
    )
    t.close(
        "layer_norm(Z, gain, bias, 3)",
        t.array([[-0.5, 0.5], [-0.5, 0.5]]),
        (t.array([[-0.5 / 3.25**0.5] * 2, [0.5 / 3.25**0.5] * 2]), changed),
        (
            t.array([[x / 4.25**0.5 for x in r] for r in ([-1.5, 0.5], [-0.5, 1.5])]),
            BATCH,
        ),
        (t.array([[-0.5, 0.0], [0.0, 0.5]]), KEEP),
        Z=t.array([[1.0, 3.0], [2.0, 4.0]]),
        gain=t.array([1.0, 1.0]),
        bias=t.array([0.0, 0.0]),
    )
    t.close(
        "layer_norm(Z, gain, bias, 3)",
        t.array([[-0.5, 0.5], [-0.5, 0.5]]),
        (t.array([[-1 / 2, -1 / 2], [1 / 2, 1 / 2]]), changed),
        (
            t.array([[x / 5**0.5 for x in r] for r in ([-2.0, 0.0], [0.0, 2.0])]),
            BATCH,
        ),
        (t.array([[-0.5, -0.5], [0.5, 0.5]]), KEEP),
        Z=t.array([[1.0, 3.0], [3.0, 5.0]]),
        gain=t.array([1.0, 1.0]),
        bias=t.array([0.0, 0.0]),
    )


def check_shapes(code, t):
    "takes any number of examples"
    t.close(
        "layer_norm(Z, gain, bias, 3)",
        t.array([[-0.5, 0.5]] * 3),
        (ValueError, KEEP),
        Z=t.array([[1, 3], [2, 4], [5, 7]]),
        gain=t.array([1, 1]),
        bias=t.array([0, 0]),
    )


def check_units(code, t):
    "gives each unit its gain and its bias"
    units = (
        "gain and bias have a number for each unit, not for each example: as they are, "
        "broadcasting lays them along each row."
    )
    gone = "gain and bias are gone. They have a number for each unit."
    t.close(
        "layer_norm(Z, gain, bias, 3)",
        t.array([[9.0, 22.0], [11.0, 18.0]]),
        (t.array([[9, 11], [22, 18]]), units),
        (t.array([[-0.5, 0.5], [0.5, -0.5]]), gone),
        Z=t.array([[1.0, 3.0], [3.0, 1.0]]),
        gain=t.array([2.0, 4.0]),
        bias=t.array([10.0, 20.0]),
    )
    t.close(
        "layer_norm(Z, gain, bias, 3)",
        t.array([[-0.5, 6.0], [0.5, 4.0]]),
        (t.array([[-0.5, 0.5], [6, 4]]), units),
        (t.array([[-0.5, 0.5], [0.5, -0.5]]), gone),
        Z=t.array([[1.0, 3.0], [3.0, 1.0]]),
        gain=t.array([1.0, 2.0]),
        bias=t.array([0.0, 5.0]),
    )


def check_equal(code, t):
    "is the bias where all units have the same net input"
    eps = "The variance is 0 here, and 0 / 0 is nan: eps keeps you from dividing by 0."
    t.close(
        "layer_norm(Z, gain, bias)",
        t.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]),
        (t.array([[float("nan")] * 3] * 2), eps),
        Z=t.array([[7.0, 7.0, 7.0], [8.0, 8.0, 8.0]]),
        gain=t.array([1.0, 1.0, 1.0]),
        bias=t.array([1.0, 2.0, 3.0]),
    )
    t.close(
        "layer_norm(Z, gain, bias)",
        t.array([[4.0, 5.0]]),
        (t.array([[float("nan")] * 2]), eps),
        Z=t.array([[2.0, 2.0]]),
        gain=t.array([1.0, 1.0]),
        bias=t.array([4.0, 5.0]),
    )


def check_untouched(code, t):
    "leaves Z as it was"
    in_place = (
        "The last value is `Z` after the call: you have changed it. -= and /= write into "
        "the caller's array, and a residual connection still needs what was there."
    )
    t.close(
        "layer_norm(Z, gain, bias, 3), Z",
        (t.array([[-0.5, 0.5]]), t.array([[1.0, 3.0]])),
        ((t.array([[-0.5, 0.5]]), t.array([[-1.0, 1.0]])), in_place),
        ((t.array([[-0.5, 0.5]]), t.array([[-0.5, 0.5]])), in_place),
        Z=t.array([[1.0, 3.0]]),
        gain=t.array([1.0, 1.0]),
        bias=t.array([0.0, 0.0]),
    )
    t.close(
        "layer_norm(Z, gain, bias, 3), Z",
        (t.array([[0.5, -0.5]]), t.array([[5.0, 3.0]])),
        ((t.array([[0.5, -0.5]]), t.array([[1.0, -1.0]])), in_place),
        ((t.array([[0.5, -0.5]]), t.array([[0.5, -0.5]])), in_place),
        Z=t.array([[5.0, 3.0]]),
        gain=t.array([1.0, 1.0]),
        bias=t.array([0.0, 0.0]),
    )
