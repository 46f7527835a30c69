import math

NAN = math.nan
SCORES = [0.9, 0.2, 0.7, 0.8, 0.1]


def check_trained(code, t):
    "measures a trained model as before"
    itself = "The label stands one place too far back now: is it compared with itself?"
    t.close("measure(scores, 2, set(), 3)", (1, 0.5), ((0, 0), itself), scores=SCORES)
    t.close(
        "measure(scores, 3, set(), 2)",
        (1, 1 / math.log2(3)),
        ((0, 0), itself),
        scores=SCORES,
    )
    t.close("measure(scores, 1, set(), 3)", (0, 0), scores=SCORES)
    t.close("measure(scores, 0, set(), 1)", (1, 1), scores=SCORES)


def check_seen(code, t):
    "ranks among what is not seen"
    t.close("measure(scores, 2, {0, 4}, 3)", (1, 1 / math.log2(3)), scores=SCORES)
    t.close("measure(scores, 1, {0, 2, 3}, 1)", (1, 1), scores=SCORES)


def check_equal(code, t):
    "finds nothing where all scores are equal"
    front, back = (code.measure([0.5] * 5, label, set(), 3) for label in (0, 4))
    if front == (1, 1) and back == (0, 0):
        t.fail(
            "Of five equal scores, you find a label that stands first in the catalogue and "
            "not one that stands last. Nothing speaks for either of them."
        )
    hit = "Nothing speaks for the label, and it is a hit."
    t.close("measure([0.5] * 5, 0, set(), 3)", (0, 0), ((1, 1), hit))
    t.close("measure([0.0] * 9, 4, {0, 1}, 3)", (0, 0), ((1, 1), hit))
    t.close("measure([0.3, 0.7, 0.7, 0.1], 2, set(), 1)", (0, 0), ((1, 1), hit))


def check_nan(code, t):
    "finds nothing where all scores are NaN"
    hit = "Nothing speaks for the label, and it is a hit."
    t.close(
        "measure([NAN] * 5, 2, set(), 3)",
        (0, 0),
        (
            ZeroDivisionError,
            "The rank is 0 here, better than the first: any comparison with NaN is "
            "false. So ask in such a way that false is bad for the label.",
        ),
        (
            ValueError,
            "One broken answer ends the report of a whole night: say that it is no hit.",
        ),
        ((1, 1), hit),
        NAN=NAN,
    )
    t.close("measure([NAN] * 7, 0, {3}, 2)", (0, 0), ((1, 1), hit), NAN=NAN)
    t.close("measure([0.5, NAN, 0.2, 0.1], 1, set(), 3)", (0, 0), NAN=NAN)
