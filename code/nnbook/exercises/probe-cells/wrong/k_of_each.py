# expect: That is k for each cell
def search(u, items, centres, cells, probes, k):
    dot = lambda a, b: sum(x * y for x, y in zip(a, b))
    order = sorted(range(len(centres)), key=lambda c: -dot(u, centres[c]))
    out = []
    for c in order[:probes]:
        out += sorted(cells[c], key=lambda i: -dot(u, items[i]))[:k]
    return out
