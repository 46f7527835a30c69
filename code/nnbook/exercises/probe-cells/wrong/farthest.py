# expect: You take the cell with the smallest inner product
def search(u, items, centres, cells, probes, k):
    def score(v):
        return sum(a * b for a, b in zip(u, v))

    order = sorted(range(len(centres)), key=lambda c: score(centres[c]))
    near = [i for c in order[:probes] for i in cells[c]]
    return sorted(near, key=lambda i: -score(items[i]))[:k]
