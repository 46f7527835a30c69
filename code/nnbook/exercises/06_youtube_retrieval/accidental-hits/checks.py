import math

OFF = -math.inf


def check_batch(code, t):
    "masks each row's own label, wherever it was drawn"
    t.close(
        "mask_hits([[1, 2, 3], [4, 5, 6]], [7, 9], [9, 7, 9])",
        [[1, OFF, 3], [OFF, 5, OFF]],
        (
            [[1, 0, 3], [0, 5, 0]],
            "A score of 0 is not nothing: e to the 0 is 1. Put -math.inf there.",
        ),
        (
            [[OFF, OFF, OFF], [OFF, OFF, OFF]],
            "Video 9 is the label of the second row only; for the first it is an honest "
            "negative. Compare each row with its own label.",
        ),
        (
            [[1, -OFF, 3], [-OFF, 5, -OFF]],
            "The exponential of +∞ is not 0: put *minus* infinity there.",
        ),
        (
            IndexError,
            "labels holds ids of videos, not places: compare with sampled[j].",
        ),
        (
            [[1, OFF, 3], [OFF, 5, 6]],
            "Video 9 was drawn twice: both places must go.",
        ),
        (
            [[1, 3], [5]],
            "Rows of different lengths are no matrix any more: keep the places, and put "
            "-math.inf there.",
        ),
        (
            [[1, 2, 3], [4, 5, 6]],
            "Nothing is masked. labels holds ids of videos, not places: compare with "
            "sampled[j].",
        ),
    )
    t.close(
        "mask_hits([[1, 2, 3], [4, 5, 6]], [8, 3], [8, 3, 8])",
        [[OFF, 2, OFF], [4, OFF, 6]],
    )


def check_places(code, t):
    "compares ids and not places"
    t.close(
        "mask_hits([[1, 2]], [1], [5, 1])",
        [[1, OFF]],
        ([[OFF, 2]], "That is another video: compare the label with sampled[j]."),
    )
    t.close(
        "mask_hits([[1, 2]], [1], [5, 6])",
        [[1, 2]],
        (
            [[1, OFF]],
            "labels holds ids of videos, not places: compare with sampled[j].",
        ),
    )


def check_untouched(code, t):
    "leaves its input alone"
    scores = [[1, 2], [3, 4]]
    code.mask_hits(scores, [8, 9], [9, 8])
    if scores != [[1, 2], [3, 4]]:
        t.fail("The list that you were given has changed: build a new one.")
