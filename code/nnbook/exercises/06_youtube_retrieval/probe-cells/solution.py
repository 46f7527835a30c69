def search(u, items, centres, cells, probes, k):
    """Return the positions of the k best videos in the probed cells."""

    def score(v):
        return sum(a * b for a, b in zip(u, v))

    order = sorted(range(len(centres)), key=lambda c: -score(centres[c]))
    near = [i for c in order[:probes] for i in cells[c]]
    return sorted(near, key=lambda i: -score(items[i]))[:k]
