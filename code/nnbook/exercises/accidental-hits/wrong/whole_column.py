# expect: an honest negative
import math


def mask_hits(scores, labels, sampled):
    return [
        [-math.inf if s in labels else z for z, s in zip(row, sampled)]
        for row in scores
    ]
