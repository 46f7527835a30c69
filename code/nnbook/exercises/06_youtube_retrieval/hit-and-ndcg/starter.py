import math


def measure(scores, label, seen, k):
    """Return the hit (0 or 1) and the NDCG at k."""
    ...
