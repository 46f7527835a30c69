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
    got = code.ranked([("a", 0.5, 1.0), ("b", 0.25, 2.0)])
    if isinstance(got, list) and len(got) == 1:
        t.fail(
            f"a and b are both worth 0.5 minutes, and only {got[0]} is left. A dict has "
            "one place for each key: sort the tuples instead."
        )


def check_input(code, t):
    "leaves the list as it was"
    page = list(PAGE)
    code.ranked(page)
    if page != PAGE:
        t.fail("Your function changes the list that it was given: use sorted().")
