def recommend(u, items, seen, k):
    """Return the positions of the k best unseen videos."""

    def score(i):
        return sum(a * b for a, b in zip(u, items[i]))

    left = [i for i in range(len(items)) if i not in seen]
    return sorted(left, key=lambda i: (-score(i), i))[:k]
