# expect: Outside of the first k there is nothing to gain
import math


def measure(scores, label, seen, k):
    others = [i for i in range(len(scores)) if i != label and i not in seen]
    rank = 1 + sum(scores[i] >= scores[label] for i in others)
    return int(rank <= k), 1 / math.log2(1 + rank)
