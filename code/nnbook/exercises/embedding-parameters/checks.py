def check_small(code, t):
    "counts a model with two features"
    # 2 * 4 + 1 = 9 inputs; (9 + 1) * 3 + (3 + 1) * 1 = 34
    t.equal(
        "parameters([10, 5], 4, 1, [3])",
        (60, 34),
        ((60, 30), "The output is missing: it has a weight for each unit, and a bias."),
        ((60, 30 + 3), "The output has a bias too."),
        ((60, 9 * 3 + 3), "Each unit has a bias too, the output as well."),
        ((8, 34), "An embedding has a row for each value: sum(vocabularies) rows."),
        ((15, 34), "Each row of an embedding has dim numbers."),
        ((60, 62 * 3 + 4), "The layers see one row of each embedding, not all rows."),
        ((60, 31), "The continuous feature is an input too."),
        (
            (60, 6 * 3 + 4),
            "Each feature brings dim numbers of its own, two times 4 here.",
        ),
    )


def check_play(code, t):
    "counts Google Play's layers"
    t.equal("parameters([1000] * 37, 32, 16, [1024, 512, 256])[1]", 1886209)


def check_linear(code, t):
    "works without hidden layers"
    t.equal("parameters([3], 2, 0, [])", (6, 3))
