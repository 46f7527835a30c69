def reachable(values):
    """Return the set of truth tables, tuples such as (0, 0, 0, 1)."""
    tables = set()
    for w1 in values:
        for w2 in values:
            for b in values:
                z = [b, w2 + b, w1 + b, w1 + w2 + b]
                tables.add(tuple(int(z_i >= 0) for z_i in z))
    return tables
