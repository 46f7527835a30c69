def check_values(code, t):
    "passes the same error p - y to both"
    t.close(
        "gradients(0.3, 1, [2.0, 0.0, -1.0])",
        (-0.7, [-1.4, 0.0, 0.7]),
        ((0.7, [1.4, 0.0, -0.7]), "The sign is turned: it is p − y."),
        ((0.3, [0.6, 0.0, -0.3]), "That is p alone. Subtract the label."),
        ((-0.7, [-0.7, -0.7, -0.7]), "A deep weight's input is a_j: multiply by it."),
        (
            (-0.147, [-0.294, 0.0, 0.147]),
            "No factor p(1 − p): the log cancels the slope of the logistic function.",
        ),
        (
            (-0.35, [-0.7, 0.0, 0.35]),
            "The error is not shared out: each gets all of it.",
        ),
        (
            (-0.7, [-1.4 / 3, 0.0, 0.7 / 3]),
            "This is one example: there is no mean to take, and no len(a) to divide by.",
        ),
    )
    t.close("gradients(0.5, 0, [4.0, -3.0])", (0.5, [2.0, -1.5]))


def check_zero_label(code, t):
    "pulls down where nothing was installed"
    t.close("gradients(0.25, 0, [1.0])", (0.25, [0.25]))


def check_right(code, t):
    "leaves both parts alone where the sum is right already"
    t.close("gradients(1.0, 1, [5.0])", (0.0, [0.0]))
