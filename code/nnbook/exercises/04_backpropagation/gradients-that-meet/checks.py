def check_one(code, t):
    "multiplies upstream by local along an edge"
    t.equal(
        "collect([('x', 2, 3)])",
        {"x": 6},
        ({"x": 5}, "You add upstream and local: along one edge they are multiplied."),
        ({"x": 3}, "That is the local derivative. Multiply it by upstream."),
        ({"x": 2}, "That is upstream. Multiply it by the local derivative."),
        (
            {"x": 0},
            "The first gradient of a name is lost: begin with 0, and add the first one "
            "as well.",
        ),
        ({"x": [6]}, "Add the gradients up: one number for each name, not a list."),
        (
            KeyError,
            "Nothing is stored for this name yet: begin with 0 before you add.",
        ),
    )


def check_fan_out(code, t):
    "adds up what arrives at a variable that is used twice"
    t.equal(
        "collect([('x', 2, 3), ('y', 2, 5), ('x', 1, 4)])",
        {"x": 10, "y": 10},
        (
            {"x": 4, "y": 10},
            "The second gradient of x replaces the first: fan-out is forgotten. Add to "
            "what is there.",
        ),
        (
            {"x": 6, "y": 10},
            "Only the first gradient of x counts: fan-out is forgotten. Add all.",
        ),
        (
            {"x": 24, "y": 10},
            "You multiply what comes along two edges. Along one path gradients are "
            "multiplied, between paths they are added.",
        ),
        (
            {"x": 21, "y": 10},
            "You add up first and multiply then: 3 · 7. Multiply along each edge, 2 · 3 "
            "and 1 · 4, and add up the products.",
        ),
        (
            {"x": 5, "y": 10},
            "That is the mean of what arrives. It is the sum that is needed.",
        ),
    )


def check_cancel(code, t):
    "keeps a gradient that is 0"
    t.equal(
        "collect([('x', 1, 2), ('x', 1, -2)])",
        {"x": 0},
        ({}, "The two cancel, but x is still there, with the gradient 0."),
        ({"x": -2}, "Only the second gradient counts: add both."),
    )
    t.equal("collect([('y', 3, 0)])", {"y": 0})


def check_many(code, t):
    "takes a variable that is used a hundred times"
    t.equal("collect([('w', 1, i) for i in range(100)])", {"w": 4950})
