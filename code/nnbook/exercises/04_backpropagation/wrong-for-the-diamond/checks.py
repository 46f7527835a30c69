CHAIN = [("x", []), ("y", []), ("t", [("x", 1), ("y", 1)]), ("z", [("t", 6)])]
TWICE = [("x", []), ("y", []), ("a", [("x", 4), ("y", 3)]), ("z", [("a", 1), ("x", 1)])]
# a = 3x, b = a a, z = b + a at x = 2; then with x first in line, and one step longer.
DIAMOND = [
    ("x", []),
    ("a", [("x", 3)]),
    ("b", [("a", 6), ("a", 6)]),
    ("z", [("b", 1), ("a", 1)]),
]
SWAPPED = [*DIAMOND[:3], ("z", [("a", 1), ("b", 1)])]
LONGER = [
    ("x", []),
    ("a", [("x", 3)]),
    ("b", [("a", 2)]),
    ("c", [("a", 5), ("b", 7)]),
    ("z", [("c", 1), ("a", 1)]),
]


class Edges(list):
    """The inputs of a node, which count how often somebody goes through them."""

    turns = 0

    def __iter__(self):
        """Go through them once more."""
        self.turns += 1
        return super().__iter__()


def check_chain(code, t):
    "is right for a chain"
    t.equal(
        "backward_pass(nodes)",
        {"x": 6, "y": 6, "t": 6, "z": 1},
        (
            {"x": 0, "y": 0, "t": 6, "z": 1},
            "Here t passes its gradient on before it has one.",
        ),
        (
            {"x": 1, "y": 1, "t": 6, "z": 1},
            "Multiply the local derivative by upstream.",
        ),
        nodes=CHAIN,
    )
    nodes = [("x", []), ("unused", []), ("z", [("x", 2)])]
    t.equal("backward_pass(nodes)", {"x": 2, "unused": 0, "z": 1}, nodes=nodes)


def check_twice(code, t):
    "is right for x y + x"
    t.equal("backward_pass(nodes)", {"x": 5, "y": 3, "a": 1, "z": 1}, nodes=TWICE)
    nodes = [("x", []), ("z", [("x", 2), ("x", 3)])]
    t.equal("backward_pass(nodes)", {"x": 5, "z": 1}, nodes=nodes)


def check_diamond(code, t):
    "is right for the diamond, and for one that is longer"
    want = {"x": 39, "a": 13, "b": 1, "z": 1}
    early = "The gradient of a is right, but x has got only what a had at first."
    late = "A later gradient replaces the earlier one: where edges meet, they add up."
    t.equal(
        "backward_pass(nodes)",
        want,
        (want | {"x": 3}, early),
        (want | {"x": 18, "a": 6}, late),
        nodes=DIAMOND,
    )
    t.equal(
        "backward_pass(nodes)",
        want,
        (want | {"x": 18, "a": 6}, late),
        nodes=SWAPPED,
    )
    t.equal(
        "backward_pass(nodes)", {"x": 60, "a": 20, "b": 7, "c": 1, "z": 1}, nodes=LONGER
    )


def counted(backward_pass):
    """What the first of 13 nodes gets, and how often their inputs are gone through."""
    nodes = [("n0", Edges())]
    nodes += [(f"n{i}", Edges([(f"n{i - 1}", 1)] * 2)) for i in range(1, 13)]
    got = backward_pass(nodes)["n0"]
    return got, sum(edges.turns for _, edges in nodes)


def check_once(code, t):
    "passes on the gradient of each node once"
    got, turns = t.value("counted(backward_pass)", counted=counted)
    if turns > 5 * 13:  # to count who uses a node is a turn, too
        t.fail(
            "Twelve nodes in a row, each of which adds the one before to itself: your "
            f"code goes through their inputs {turns} times, and each is to pass on once."
        )
    if got != 2**12:
        t.fail(
            "Twelve nodes in a row, each of which adds the one before to itself: there "
            f"are 2¹² = 4096 paths, and n0 gets 4096, not {got}."
        )


def check_deep(code, t):
    "takes a graph that is 2000 nodes deep"
    for name, deep in {"nodes": 2000, "more_nodes": 2500}.items():
        nodes = [("n0", [])] + [(f"n{i}", [(f"n{i - 1}", 1)]) for i in range(1, deep)]
        t.equal(
            f"backward_pass({name})['n0']",
            1,
            (
                RecursionError,
                f"The nodes are {deep} in a row, and for each your function calls itself "
                "once more, inside the last call; Python allows about 1000. Use a loop.",
            ),
            **{name: nodes},
        )
