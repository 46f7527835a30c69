EDGES = [20, 30, 50]


def check_middle(code, t):
    "puts 25 years into the second of four groups"
    t.close(
        "normalized(25, [20, 30, 50])",
        1 / 3,
        (0.25, "There are four groups, so divide by n_q − 1 = 3."),
        (0, "Groups are counted from 1, and i − 1 takes that off once: not twice."),
        (0.5, "The group is counted from 1, but the formula has i − 1 above."),
        (2 / 3, "The formula has i − 1 above, and i is 2 here."),
        (1, "That is the number of edges below. Divide it by n_q − 1."),
        ((25 - 20) / (50 - 20), "No interpolation by value: only the group counts."),
    )
    t.close("normalized(45, [20, 30, 50])", 2 / 3)


def check_ends(code, t):
    "gives 0 in the first group and 1 in the last"
    t.close(
        "[normalized(-5, e), normalized(19, e), normalized(50, e), normalized(99, e)]",
        [0, 0, 1, 1],
        (IndexError, "The last group has no border above it: stop there."),
        ([0, 0, 2 / 3, 1], "A value equal to a border belongs to the group above it."),
        e=EDGES,
    )
    t.close("normalized(30, e)", 2 / 3, e=EDGES)


def check_order(code, t):
    "does not care how far apart the values are"
    t.close("normalized(1_000_000, [1, 1000])", 1)
