INF, NAN = float("inf"), float("nan")


def check_together(code, t):
    "scales two layers of norm 6 and 8 by one factor, a half"
    t.close(
        "clip([[6, 0], [0, 8]], 5)",
        [[3, 0], [0, 4]],
        (
            [[5, 0], [0, 5]],
            "The layers are clipped one by one. That changes the "
            "direction: all get the same factor, from the norm of all together.",
        ),
        (
            [[30 / 14, 0], [0, 40 / 14]],
            "You added the norms of the layers. The common "
            "norm is the root of the sum of all squares, here 10.",
        ),
        (
            [[6, 0], [0, 8]],
            "Nothing has changed, but the norm of all is 10. (Such as `g *= factor` in a "
            "loop: it leaves the list alone: build new lists.)",
        ),
        ([[0.3, 0], [0, 0.4]], "You divided by the square of the norm. Take the root."),
        ([[0.6, 0], [0, 0.8]], "That makes the norm 1, not `most`."),
    )
    t.close("clip([[3, 0], [0, 0], [0, 4]], 2.5)", [[1.5, 0], [0, 0], [0, 2]])


def check_direction(code, t):
    "keeps the direction"
    t.close(
        "clip([[3, 4]], 1)",
        [[0.6, 0.8]],
        (
            [[1, 1]],
            "Each number is cut off by itself. That changes the direction: "
            "multiply all by one factor.",
        ),
    )


def check_short(code, t):
    "leaves a short gradient alone"
    t.close(
        "clip([[0.3], [0.4]], 5)",
        [[0.3], [0.4]],
        ([[3], [4]], "A short gradient has been made longer. Clipping only shortens."),
    )


def check_zero(code, t):
    "leaves zeros alone"
    t.close(
        "clip([[0, 0], [0]], 1)",
        [[0, 0], [0]],
        (ZeroDivisionError, "The norm is 0 here: nothing is to be clipped."),
    )


def check_new(code, t):
    "does not change the lists that it gets"
    given = [[6.0, 0.0], [0.0, 8.0]]
    code.clip(given, 5)
    if given != [[6.0, 0.0], [0.0, 8.0]]:
        t.fail("Your code has changed its argument. Build new lists.")


def check_broken(code, t):
    "refuses what no factor can mend"
    advice = "Check the norm with math.isfinite before you divide by it."
    t.raises("clip([[1.0, x]], 1)", ValueError, advice, x=INF)
    t.raises("clip([[x], [1.0]], 1)", ValueError, advice, x=NAN)
