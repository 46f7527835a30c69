# expect: These are the scores
def search(u, items, centres, cells, probes, k):
    dot = lambda a, b: sum(x * y for x, y in zip(a, b))
    order = sorted(range(len(centres)), key=lambda c: -dot(u, centres[c]))
    ids = [i for c in order[:probes] for i in cells[c]]
    return sorted([dot(u, items[i]) for i in ids], reverse=True)[:k]
