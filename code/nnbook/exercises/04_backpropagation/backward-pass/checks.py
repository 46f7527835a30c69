CHAIN = [("x", []), ("y", []), ("t", [("x", 1), ("y", 1)]), ("z", [("t", 6)])]
# a = 3x, b = 2a, z = ab + a: a is used twice, and x lies behind it.
DIAMOND = [
    ("x", []),
    ("a", [("x", 3)]),
    ("b", [("a", 2)]),
    ("c", [("a", 5), ("b", 7)]),
    ("z", [("c", 1), ("a", 1)]),
]


def check_chain(code, t):
    "multiplies along a chain"
    t.equal(
        "backward_pass(nodes)",
        {"x": 6, "y": 6, "t": 6, "z": 1},
        (
            {"x": 0, "y": 0, "t": 0, "z": 0},
            "The seed is missing: the gradient of the result towards itself is 1.",
        ),
        (
            {"x": 0, "y": 0, "t": 6, "z": 1},
            "You go through the nodes in the order of making, so t passes its gradient "
            "on before it has one. Go in reverse.",
        ),
        (
            {"x": 1, "y": 1, "t": 6, "z": 1},
            "Multiply the local derivative by upstream.",
        ),
        (
            {"x": 8, "y": 8, "t": 7, "z": 1},
            "Upstream and local are multiplied, not added.",
        ),
        (
            {"x": 8, "y": 8, "t": 7, "z": 1},
            "Only the result starts with 1. Give all others 0 to start with.",
        ),
        (
            KeyError,
            "Nothing is stored for this name yet: give the result 1 and all others 0 "
            "to start with.",
        ),
        (
            {"x": 6, "y": 6, "t": 6},
            "The result has a gradient too: towards itself it is 1.",
        ),
        nodes=CHAIN,
    )
    nodes = [("x", []), ("unused", []), ("z", [("x", 2)])]
    t.equal("backward_pass(nodes)", {"x": 2, "unused": 0, "z": 1}, nodes=nodes)


def check_fan_out(code, t):
    "adds up at a node that is used several times"
    t.equal(
        "backward_pass(nodes)",
        {"x": 60, "a": 20, "b": 7, "c": 1, "z": 1},
        (
            {"x": 42, "a": 14, "b": 7, "c": 1, "z": 1},
            "A later gradient of a replaces the earlier: fan-out is forgotten. Use +=.",
        ),
        (
            {"x": 3, "a": 1, "b": 7, "c": 1, "z": 1},
            "Only the first gradient of a counts: fan-out is forgotten. Use +=.",
        ),
        nodes=DIAMOND,
    )
    nodes = [("x", []), ("z", [("x", 2), ("x", 3)])]
    t.equal("backward_pass(nodes)", {"x": 5, "z": 1}, nodes=nodes)


def check_deep(code, t):
    "takes a graph that is 5000 nodes deep"
    nodes = [("n0", [])] + [(f"n{i}", [(f"n{i - 1}", 1)]) for i in range(1, 5000)]
    try:
        got = code.backward_pass(nodes)
    except RecursionError:
        t.fail(
            "Your function calls itself, once inside the other, for each of 5000 nodes "
            "in a row; Python allows about 1000. Go through the list in reverse, with "
            "a loop."
        )
    if got["n0"] != 1:
        t.fail(
            f"Along 5000 nodes with local derivatives 1, n0 gets 1, not {got['n0']}."
        )


def check_paths(code, t):
    "adds up over a thousand paths"
    nodes = [("n0", [])]
    nodes += [(f"n{i}", [(f"n{i - 1}", 1)] * 2) for i in range(1, 11)]
    got = code.backward_pass(nodes)["n0"]
    if got != 2**10:
        t.fail(
            "Ten nodes in a row, each of which adds the one before to itself: there "
            f"are 2¹⁰ = 1024 paths, and n0 gets 1024, not {got}."
        )
