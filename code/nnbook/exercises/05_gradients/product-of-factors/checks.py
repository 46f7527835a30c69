def check_two(code, t):
    "goes back through one weight and one slope"
    t.close(
        "deltas([0.5, 0.1], [3], 2)",
        [3, 2],
        (
            [0.6, 2],
            "You took the slope of layer 2. It is already in δ of layer 2; the "
            "gradient enters layer 1 through the slope of layer 1.",
        ),
        ([2, 3], "The order is turned round: layer 1 comes first in the list."),
        ([3.5, 2], "You added the factors. The chain rule multiplies them."),
        ([6, 2], "The slope is missing: multiply by f′ of the layer you come to."),
        (
            [0.3, 0.2],
            "`last` is the gradient for z of the last layer already: no slope is "
            "missing there.",
        ),
        (
            IndexError,
            "There is one weight fewer than there are slopes: weights[0] leads from "
            "layer 1 to layer 2.",
        ),
        ([1, 2], "The weight is missing: on its way down δ passes it as well."),
        ([3], "δ of the last layer belongs into the list too: it is `last`."),
        (
            [0, 2],
            "Your loop stops one layer too early: layer 1 has the index 0, and "
            "`range(L - 2, -1, -1)` reaches it.",
        ),
    )


def check_many(code, t):
    "multiplies up over three weights"
    t.close(
        "deltas([0.25, 0.5, 1, 0.2], [2, 4, 3], 1)",
        [3, 6, 3, 1],
        (
            [0.5, 2, 3, 1],
            "Each factor acts on what has come so far, not on the last δ alone.",
        ),
        (
            [3, 1, 0.5, 1],
            "You take slopes and weights from layer 1 on. The way back begins at the "
            "other end.",
        ),
        (
            [3, 4, 2, 1],
            "The weights are in the wrong order: from the end, the last one comes "
            "first.",
        ),
        (
            [1, 0.5, 1, 3],
            "You go from layer 1 to the last. The gradient comes from the last layer: "
            "begin there, and go down.",
        ),
    )
    t.close("deltas([0.5, 1, 0.1], [5, 2], 1)", [5, 2, 1])


def check_one(code, t):
    "has nothing to do for a single layer"
    t.close("deltas([0.25], [], 5)", [5])


def check_saturated(code, t):
    "stops at a saturated neuron"
    t.close("deltas([1, 0, 1, 1], [2, 2, 2], 1)", [0, 0, 2, 1])
