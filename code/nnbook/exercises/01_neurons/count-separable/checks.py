def check_nothing(code, t):
    "always fires where all weights are 0"
    t.equal(
        "reachable([0])",
        {(1, 1, 1, 1)},
        ({(0, 0, 0, 0)}, "z is 0 for all four inputs, and z >= 0 means 1."),
        (set(), "No combination was tried: w₁, w₂ and b may have the same value."),
        ([(1, 1, 1, 1)], "That is a list: collect the tables in a set."),
        ({(1,)}, "A table has four outputs, one for each input."),
        ({1}, "Those are single outputs: put the four of a table into a tuple."),
        (TypeError, "A set holds tuples, but no lists: add tuple(...) of the list."),
    )


def check_order(code, t):
    "lists the four outputs in the given order"
    t.equal(
        "reachable([-1, 0])",
        {(1, 1, 1, 1), (1, 0, 1, 0), (1, 1, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)},
        (
            {(1, 1, 1, 1), (0, 1, 0, 1), (0, 0, 1, 1), (0, 0, 0, 1), (0, 0, 0, 0)},
            "The order is (0, 0), (0, 1), (1, 0), (1, 1): yours runs backwards.",
        ),
        (
            {(1, 1, 1, 1), (1, 0, 1, 0), (1, 1, 0, 0), (1, 0, 0, 0)},
            "Is there a bias? For (0, 0) z is b alone, which can be -1.",
        ),
    )
    t.equal(
        "reachable([-2, 0])",
        {(1, 1, 1, 1), (1, 0, 1, 0), (1, 1, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)},
    )


def check_few(code, t):
    "finds the tables for the values -1, 0 and 1"
    t.close(
        "len(reachable([-1, 0, 1]))",
        13,
        (27, "You count the settings; many give the same table. Use a set."),
        (1, "Only the first setting has been tried: return after all loops."),
        (6, "Is there a bias? w₁, w₂ and b run through the values independently."),
        (5, "Both weights have the same value: use one loop for each."),
        (2, "All three have the same value: use one loop for each of them."),
    )


def check_fourteen(code, t):
    "finds all but two of the sixteen, and neither of these"
    call = "reachable([-1.5, -1, -0.5, 0, 0.5, 1, 1.5])"
    t.close(f"len({call})", 14)
    t.equal(f"(0, 1, 1, 0) in {call}", False)
    t.equal(f"(1, 0, 0, 1) in {call}", False)
