def check_value(code, t):
    "squares each error and takes the mean"
    t.close(
        "mse([4, 2, 0, 1], [1, 1, 2, -5])",
        12.5,
        (50, "That is the sum. Divide by the number of examples."),
        (2, "You average the errors, and they cancel: square each of them first."),
        (
            4,
            "You square the mean of the errors. Square each error, then take the mean.",
        ),
        (16, "You square the sum of the errors. Square each error, then add up."),
        (25, "Divide by the number of examples, not by 2."),
        (3, "That is the mean of the absolute errors: square them instead."),
        (12.5**0.5, "That is the root of it. The loss is without the root."),
        (2.25, "You return inside the loop, after the first error: return after it."),
        (1, "In Python ^ is no power: write ** 2."),
        (TypeError, "Lists are not subtracted at once: go through the pairs."),
        (6.25, "There is no factor of 1/2 in this loss."),
    )
    t.close("mse([1, 3, 0], [0, 5, 3])", 14 / 3)


def check_perfect(code, t):
    "is 0 where every prediction is right"
    t.close("mse([1, -2], [1, -2])", 0)


def check_lengths(code, t):
    "refuses lists of different lengths"
    advice = (
        "zip stops at the shorter list and says nothing: compare the lengths first."
    )
    t.raises("mse([1, 2, 3], [1, 2])", ValueError, advice)
    t.raises("mse([1, 2], [1, 2, 3])", ValueError, advice)
    t.raises("mse([4, 1, 0], [1])", ValueError, advice)
    t.raises("mse([4], [1, 5])", ValueError, advice)
