import math

# e^z is 2, 3, 5 and 7; with q they become 4, 12, 40 and 56.
SITE = {"z": [math.log(x) for x in (2, 3, 5, 7)], "q": [0.5, 0.25, 0.125, 0.125]}
PAIRS = [(2, 0.5), (3, 0.25), (7, 0.125)]  # e^z and q of videos 0, 1 and 3


def loss(label, total):
    return math.log(total / label)


def check_two(code, t):
    "divides every candidate by its q, the label as well"
    t.close(
        "loss_from_sample(z, 0, [1, 3], q)",
        loss(4, 4 + 12 + 56),
        (
            loss(2, 2 + 3 + 7),
            "There is no correction: subtract log q from each score.",
        ),
        (
            loss(1, 1 + 0.75 + 0.875),
            "The correction is turned round. What is drawn often must count less: "
            "subtract log q, don't add it.",
        ),
        (
            loss(2, 2 + 12 + 56),
            "The label is corrected as well: subtract log q from its score, too.",
        ),
        (
            loss(2, 4 + 12 + 56),
            "The label is corrected in the sum, but not above it: the same number in "
            "both places.",
        ),
        (
            loss(4, 12 + 56),
            "The label is missing in the sum. It is a candidate like the others.",
        ),
        (
            loss(2 * math.exp(-0.5), sum(x * math.exp(-q) for x, q in PAIRS)),
            "You subtract q itself. Subtract log q, which divides e^z by q.",
        ),
        (
            loss(2**2, 2**2 + 3**4 + 7**8),
            "You divide the score by q. Divide e^z by q: subtract log q from z.",
        ),
        (-loss(4, 72), "The sign is turned: the loss is *minus* the log."),
        (4 / 72, "That is the probability. The loss is minus its logarithm."),
        **SITE,
    )


def check_hit(code, t):
    "counts a label once that was drawn, too"
    t.close(
        "loss_from_sample(z, 1, [1, 2], q)",
        loss(12, 12 + 40),
        (
            loss(12, 12 + 12 + 40),
            "The label was drawn, and you count it twice: an accidental hit. Keep it "
            "once.",
        ),
        (loss(12, 40), "The label is missing in the sum. Keep it once."),
        **SITE,
    )
    t.close("loss_from_sample(z, 3, [3, 0], q)", loss(56, 4 + 56), **SITE)


def check_sure(code, t):
    "is the full loss where every video is sure to be drawn"
    t.close(
        "loss_from_sample(z, 2, [0, 1, 3], [1, 1, 1, 1])",
        loss(5, 2 + 3 + 5 + 7),
        z=SITE["z"],
    )


def check_others(code, t):
    "looks at nothing else"
    t.close(
        "loss_from_sample([0, 0, 900], 0, [1], [0.5, 0.5, 0.5])",
        math.log(2),
        (OverflowError, "Video 2 was not drawn: don't compute anything of it."),
        (900, "Video 2 was not drawn, and you have looked at its score."),
    )
