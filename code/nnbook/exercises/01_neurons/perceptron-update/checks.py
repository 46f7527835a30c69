def check_missed(code, t):
    "moves the weights towards an example that should fire"
    t.close(
        "corrected([0, -1, 0], [1, 2], 1, 1)",
        [1, 1, 1],
        ([0, -1, 0], "z is -2 and the label is +1, a mistake, but nothing moved."),
        ([-1, -3, -1], "You move away from x: add η·y·x, don't subtract it."),
        ([1, 1, 0], "The bias learns too: its input is always 1."),
        (
            [1, 1],
            "The bias is lost: w has one number more than x. Give x a 1 at its end.",
        ),
        ([2, 3, 2], "With labels of ±1 a mistake moves w by η·y·x, once."),
        ([1, 0, 2], "The bias is the last number of w: put the 1 at the end of x."),
        ([1, 0, 1], "Each weight moves by its own input times η·y."),
    )
    t.close("corrected([1, 0, -2], [0.5, 3], 1, 1)", [1.5, 3, -1])


def check_false_alarm(code, t):
    "moves them away from an example that should not fire"
    t.close(
        "corrected([1, 1, 0], [2, 1], -1, 1)",
        [-1, 0, -1],
        ([3, 2, 1], "You move towards an example that should not fire: y is -1."),
        ([-3, -1, -2], "With labels of ±1 a mistake moves w by η·y·x, once."),
        ([1, 1, 0], "z is 3 and the label is -1, a mistake, but nothing moved."),
    )


def check_right(code, t):
    "leaves the weights alone where the answer is right"
    advice = "z and y have the same sign, so nothing may change: test y * z first."
    t.close("corrected([1, 1, 0.5], [1, 2], 1, 1)", [1, 1, 0.5], ([2, 3, 1.5], advice))
    t.close(
        "corrected([1, 1, -5], [1, 2], -1, 1)",
        [1, 1, -5],
        ([0, -1, -6], advice),
    )
    t.close("corrected([0.25, 0.125, 0], [2, 1], 1, 1)", [0.25, 0.125, 0])
    t.close("corrected([1, -1, 0], [3, 2], 1, 1)", [1, -1, 0])


def check_zero(code, t):
    "counts a net input of exactly 0 as a mistake"
    t.close(
        "corrected([0, 0, 0], [3, 1], 1, 1)",
        [3, 1, 1],
        ([0, 0, 0], "z = 0 decides nothing: only y * z > 0 is right."),
    )


def check_rate(code, t):
    "scales the step with the learning rate"
    t.close(
        "corrected([0, 0, 0], [3, 1], -1, 0.5)",
        [-1.5, -0.5, -0.5],
        (
            [-3, -1, -1],
            "The learning rate is missing, or y - ŷ stands where y should: add η·y·x.",
        ),
        ([-1.5, -0.5, -1], "The bias moves by lr times y too."),
    )
    t.close("corrected([1, 1, 0], [2, 4], -1, 0.25)", [0.5, 0, -0.25])


def check_list(code, t):
    "leaves the caller's lists as they were"
    w, x = [1, 1, 0], [2, 1]
    t.is_list_of_numbers("corrected(w, x, -1, 1)", 3, w=w, x=x)
    for name, before, after in (("w", [1, 1, 0], w), ("x", [2, 1], x)):
        if after != before:
            t.fail(
                f"Your function has turned the caller's {name} from {before} into "
                f"{after}. Build a new list instead: what is passed in is not yours."
            )
