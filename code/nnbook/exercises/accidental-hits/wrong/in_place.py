# expect: The list that you were given has changed
import math


def mask_hits(scores, labels, sampled):
    for row, label in zip(scores, labels):
        for j, s in enumerate(sampled):
            if s == label:
                row[j] = -math.inf
    return scores
