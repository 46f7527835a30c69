# expect: add tuple(...) of the list
from itertools import product


def reachable(values):
    tables = set()
    for w1, w2, b in product(values, repeat=3):
        corners = product([0, 1], repeat=2)
        tables.add([int(w1 * x1 + w2 * x2 + b >= 0) for x1, x2 in corners])
    return tables
