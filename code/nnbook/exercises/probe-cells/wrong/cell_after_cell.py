# expect: You take cell after cell
def search(u, items, centres, cells, probes, k):
    def score(v):
        return sum(a * b for a, b in zip(u, v))

    order = sorted(range(len(centres)), key=lambda c: -score(centres[c]))
    found = []
    for c in order[:probes]:
        found += sorted(cells[c], key=lambda i: -score(items[i]))
    return found[:k]
