def recommend(scores, seen, minutes, k, n):
    """Return the n best of the k unseen candidates, best first."""
    unseen = [i for i in range(len(scores)) if i not in seen]
    candidates = sorted(unseen, key=lambda i: -scores[i])[:k]
    return sorted(candidates, key=lambda i: -minutes(i))[:n]
