import math


def measure(scores, label, seen, k):
    """Return the hit (0 or 1) and the NDCG at k."""
    unseen = [s for i, s in enumerate(scores) if i not in seen]
    rank = sum(not s < scores[label] for s in unseen)  # the label itself is one
    if rank > k:
        return 0, 0.0
    return 1, 1 / math.log2(1 + rank)
