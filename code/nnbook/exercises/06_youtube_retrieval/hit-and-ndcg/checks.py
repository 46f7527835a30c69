import math

SCORES = [0.9, 0.2, 0.7, 0.8, 0.1]


def check_third(code, t):
    "finds a label in third place"
    t.close(
        "measure(scores, 2, set(), 3)",
        (1, 0.5),
        (
            (1, 1 / math.log2(3)),
            "Your rank begins at 0. The best video has rank 1.",
        ),
        ((0, 0), "Rank 3 is among the first 3."),
        ((1, 1 / math.log(4)), "Use the logarithm to base 2."),
        ((1, 1 / 3), "That is the reciprocal rank. NDCG is 1 / log2(1 + rank)."),
        ((1, 2), "That is log2(1 + rank). The gain is 1 divided by it."),
        (ZeroDivisionError, "log2 of 1 is 0: the rank begins at 1."),
        scores=SCORES,
    )


def check_first(code, t):
    "gives 1 and 1 for the first place"
    t.close(
        "measure(scores, 0, set(), 3)",
        (1, 1),
        (ZeroDivisionError, "The rank begins at 1, and log2(1 + 1) is 1."),
        (
            (1, 1 / math.log2(3)),
            "The video itself is counted as better than itself.",
        ),
        scores=SCORES,
    )


def check_out(code, t):
    "gives 0 and 0 outside of the first k"
    t.close(
        "measure(scores, 1, set(), 3)",
        (0, 0),
        (
            (0, 1 / math.log2(5)),
            "Outside of the first k there is nothing to gain: the NDCG at k is 0.",
        ),
        ((1, 1 / math.log2(5)), "Rank 4 is not among the first 3."),
        scores=SCORES,
    )


def check_seen(code, t):
    "ranks among what is not seen"
    t.close(
        "measure(scores, 2, {0, 4}, 3)",
        (1, 1 / math.log2(3)),
        (
            (1, 0.5),
            "Video 0 was seen and is never offered: leave it out before you rank.",
        ),
        scores=SCORES,
    )
    t.close("measure(scores, 1, {0, 2, 3}, 3)", (1, 1), scores=SCORES)


def check_ties(code, t):
    "puts the label last among equals"
    t.close(
        "measure([0.5, 0.5, 0.5, 0.1], 0, set(), 2)",
        (0, 0),
        (
            (1, 1),
            "All scores may be equal, and then every label would be first. Count equal "
            "scores against the label.",
        ),
    )
    t.close("measure([0.2, 0.7, 0.7, 0.1], 2, set(), 2)", (1, 1 / math.log2(3)))
