import math


def measure(scores, label, seen, k):
    """Return the hit (0 or 1) and the NDCG at k."""
    others = [i for i in range(len(scores)) if i != label and i not in seen]
    rank = 1 + sum(scores[i] >= scores[label] for i in others)
    return (1, 1 / math.log2(1 + rank)) if rank <= k else (0, 0.0)
