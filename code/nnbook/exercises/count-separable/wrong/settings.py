# expect: You count the settings
def reachable(values):
    tables = []
    for w1 in values:
        for w2 in values:
            for b in values:
                z = [b, w2 + b, w1 + b, w1 + w2 + b]
                tables.append(tuple(int(z_i >= 0) for z_i in z))
    return tables
