def check_products(code, t):
    "adds the products of inputs and weights"
    t.close(
        "net_input([1, 2], [3, 4], 0)",
        11,
        (3, "You return inside the loop, after the first product: return after it."),
        (8, "Only the last product is left: write z += ... instead of z = ..."),
        (10, "Inputs and weights are added, not multiplied: multiply each pair."),
        (21, "Every input meets every weight: pair them up, x[0] with w[0]."),
        (
            TypeError,
            "Python multiplies no list by a list: go through the pairs in a loop.",
        ),
    )


def check_bias(code, t):
    "adds the bias once"
    t.close(
        "net_input([1, 2], [3, 4], 5)",
        16,
        (11, "The bias is missing: add b to the sum of the products."),
        (21, "The bias is added once for each input: add it outside the loop."),
        (6, "The bias is subtracted: add it."),
        (55, "The bias multiplies the sum: add it instead."),
    )


def check_any_number(code, t):
    "takes any number of inputs"
    t.close(
        "net_input([0.5], [-2], 0.25)",
        -0.75,
        (IndexError, "Loop over all inputs that there are, one or fifty."),
    )
    t.close(
        "net_input([1, 0.5, -1, 2], [2, -4, 3, 0.5], 1)",
        -1,
        (1, "Only the first two inputs count: loop over all of them."),
    )
    t.close("net_input([3, 0, 1], [1, 7, -5], 0)", -2)


def check_lengths(code, t):
    "refuses lists of different lengths"
    advice = (
        "Before the loop, compare len(x) with len(w), and raise ValueError(...) if they "
        "differ. (zip() would end quietly with the shorter list.)"
    )
    t.raises("net_input([1, 2, 3], [4, 5], 0)", ValueError, advice)
    t.raises("net_input([1, 2], [3, 4, 5], 0)", ValueError, advice)
    t.raises("net_input([1, 2], [3], 1)", ValueError, advice)
    t.raises("net_input([2], [3, 4], 1)", ValueError, advice)
