# expect: Your rank begins at 0
import math


def measure(scores, label, seen, k):
    others = [i for i in range(len(scores)) if i != label and i not in seen]
    rank = sum(scores[i] >= scores[label] for i in others)
    if rank == 0:
        return 1, 1.0
    return (1, 1 / math.log2(1 + rank)) if rank < k else (0, 0)
