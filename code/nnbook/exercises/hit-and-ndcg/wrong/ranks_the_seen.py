# expect: leave it out before you rank
import math


def measure(scores, label, seen, k):
    rank = 1 + sum(
        s >= scores[label] for i, s in enumerate(scores) if i != label
    )
    return (1, 1 / math.log2(1 + rank)) if rank <= k else (0, 0)
