PAGE = [("quick", 0.10, 0.5), ("long", 0.001, 60.0), ("good", 0.03, 8.0)]


def check_order(code, t):
    "puts the largest product first"
    t.equal(
        "ranked(page)",
        ["good", "long", "quick"],
        (["quick", "good", "long"], "You rank by clicks. The quick one is left again."),
        (
            ["long", "good", "quick"],
            "You rank by the minutes after a click, but hardly anybody clicks there.",
        ),
        (["quick", "long", "good"], "That is the smallest first."),
        (
            [PAGE[2], PAGE[1], PAGE[0]],
            "The order is right. Return the names alone, not the tuples.",
        ),
        page=list(PAGE),
    )


def check_product(code, t):
    "multiplies probability and minutes"
    t.equal(
        "ranked([('a', 0.9, 1.0), ('b', 0.2, 1.5), ('c', 0.1, 5.0)])",
        ["a", "c", "b"],
        (
            ["c", "a", "b"],
            "Probability and minutes are not to be added: a sum of the two has no "
            "meaning. Multiply them.",
        ),
    )


def check_tie(code, t):
    "keeps two videos of the same expected watch time"
    lost = (
        "Two videos are worth as much, and only one is left. A dict has one place for "
        "each key: sort the tuples instead."
    )
    t.equal(
        "sorted(ranked([('a', 0.5, 1.0), ('b', 0.25, 2.0)]))",
        ["a", "b"],
        (["b"], lost),
    )
    t.equal(
        "sorted(ranked([('c', 0.5, 4.0), ('d', 0.1, 1.0), ('e', 0.25, 8.0)]))",
        ["c", "d", "e"],
        (["d", "e"], lost),
    )


def check_input(code, t):
    "leaves the list as it was"
    page = list(PAGE)
    code.ranked(page)
    if page != PAGE:
        t.fail("Your function changes the list that it was given: use sorted().")
