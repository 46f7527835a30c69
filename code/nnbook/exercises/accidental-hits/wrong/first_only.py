# expect: was drawn twice
import math


def mask_hits(scores, labels, sampled):
    rows = [list(row) for row in scores]
    for row, label in zip(rows, labels):
        if label in sampled:
            row[sampled.index(label)] = -math.inf
    return rows
