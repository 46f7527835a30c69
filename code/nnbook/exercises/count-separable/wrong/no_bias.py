# expect: Is there a bias?
def reachable(values):
    tables = set()
    for w1 in values:
        for w2 in values:
            z = [0, w2, w1, w1 + w2]
            tables.add(tuple(int(z_i >= 0) for z_i in z))
    return tables
