# expect: may have the same value
from itertools import combinations
def reachable(values):
    tables = set()
    for w1, w2, b in combinations(values, 3):
        row = []
        for x1, x2 in [(0, 0), (0, 1), (1, 0), (1, 1)]:
            row.append(int(w1 * x1 + w2 * x2 + b >= 0))
        tables.add(tuple(row))
    return tables
