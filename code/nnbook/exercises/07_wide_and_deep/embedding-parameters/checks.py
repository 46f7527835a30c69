def check_small(code, t):
    "counts a model with two features"
    # 2 * 4 + 3 = 11 inputs; (11 + 1) * 3 + (3 + 1) * 2 + (2 + 1) * 1 = 47
    t.equal(
        "parameters([10, 5], 4, 3, [3, 2])",
        (60, 47),
        ((60, 44), "The output is missing: it has a weight for each unit, and a bias."),
        ((60, 46), "The output has a bias too."),
        (
            (60, 11 * 3 + 3 * 2 + 2),
            "These are the weights. Each unit has a bias too, the output as well.",
        ),
        (
            (60, 11 * 3 + 3 * 2),
            "The biases are missing, and so is the output: it has a weight for each "
            "unit, and a bias.",
        ),
        ((8, 47), "An embedding has a row for each value: sum(vocabularies) rows."),
        ((15, 47), "Each row of an embedding has dim numbers."),
        (
            (60, 64 * 3 + 8 + 3),
            "The layers see one row of each embedding, not all rows.",
        ),
        ((60, 9 * 3 + 8 + 3), "The continuous features are inputs too."),
        (
            (60, 21 * 3 + 8 + 3),
            "A continuous feature has no embedding: it is one input, not dim.",
        ),
        (
            (60, 8 * 3 + 8 + 3),
            "Each feature brings dim numbers of its own, two times 4 here.",
        ),
        ((60, 107), "The embeddings are counted again among the layers."),
    )


def check_play(code, t):
    "counts Google Play's layers"
    t.equal("parameters([1000] * 37, 32, 16, [1024, 512, 256])[1]", 1886209)


def check_linear(code, t):
    "works without hidden layers"
    t.equal("parameters([3], 2, 0, [])", (6, 3))
