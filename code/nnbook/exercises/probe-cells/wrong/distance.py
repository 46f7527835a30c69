# expect: at the smallest distance from u
def search(u, items, centres, cells, probes, k):
    def distance(v):
        return sum((a - b) ** 2 for a, b in zip(u, v))

    def score(v):
        return sum(a * b for a, b in zip(u, v))

    nearest = sorted(range(len(centres)), key=lambda c: distance(centres[c]))
    near = [i for c in nearest[:probes] for i in cells[c]]
    return sorted(near, key=lambda i: -score(items[i]))[:k]
