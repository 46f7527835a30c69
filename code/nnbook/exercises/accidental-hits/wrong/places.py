# expect: holds ids of videos, not places
import math


def mask_hits(scores, labels, sampled):
    return [
        [-math.inf if j == label else z for j, z in enumerate(row)]
        for row, label in zip(scores, labels)
    ]
