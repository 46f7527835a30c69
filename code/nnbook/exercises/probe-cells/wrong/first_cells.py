# expect: compare the centres with u
def search(u, items, centres, cells, probes, k):
    def score(v):
        return sum(a * b for a, b in zip(u, v))

    near = [i for cell in cells[:probes] for i in cell]
    return sorted(near, key=lambda i: -score(items[i]))[:k]
