import math

# e^z is 2, 3, 5 and 7; the probabilities of drawing are not equal.
SCORES = {"z": [math.log(x) for x in (2, 3, 5, 7)], "q": [0.5, 0.25, 0.125, 0.125]}


def log_of(total):
    return math.log(total / 2)


def check_one(code, t):
    "weighs one sample by 1 / q"
    t.close(
        "sampled_loss(z, 0, [1], q)",
        log_of(2 + 3 / 0.25),
        (
            log_of(2 + 3),
            "There is no correction: divide each sampled e^z by its probability q.",
        ),
        (
            log_of(2 + 3 * 0.25),
            "You multiply by q. A video that is drawn often must count less: divide.",
        ),
        (
            log_of(2 / 0.5 + 3 / 0.25),
            "The label was not drawn by chance, it is always there: don't divide it "
            "by its q.",
        ),
        (
            log_of(2 / 0.5 + 3 / 0.25) - math.log(2),
            "The label was not drawn by chance, it is always there: don't divide it "
            "by its q.",
        ),
        (log_of(3 / 0.25), "The label itself is missing in the sum."),
        (-log_of(2 + 3 / 0.25), "The sign is turned: log of the sum minus the score."),
        **SCORES,
    )


def check_two(code, t):
    "averages over the samples"
    t.close(
        "sampled_loss(z, 0, [1, 3], q)",
        log_of(2 + (12 + 56) / 2),
        (
            log_of(2 + 12 + 56),
            "Each sample is an estimate of the whole sum. Average them: divide by k too.",
        ),
        (
            log_of((2 + 12 + 56) / 3),
            "Average over the k samples only; the label's own term is exact.",
        ),
        **SCORES,
    )


def check_twice(code, t):
    "counts a video twice that was drawn twice"
    t.close(
        "sampled_loss(z, 0, [1, 1, 3], q)",
        log_of(2 + (12 + 12 + 56) / 3),
        (
            log_of(2 + (12 + 56) / 2),
            "You drop repetitions. They are part of the draw: each one counts.",
        ),
        **SCORES,
    )


def check_hit(code, t):
    "drops a sampled label, but keeps k"
    t.close(
        "sampled_loss(z, 0, [1, 0], q)",
        log_of(2 + 12 / 2),
        (
            log_of(2 + (12 + 4) / 2),
            "The label was drawn, and you count it twice: skip samples that are the "
            "label.",
        ),
        (
            log_of(2 + 12),
            "k is the number of draws, 2, also where one of them is dropped.",
        ),
        **SCORES,
    )
