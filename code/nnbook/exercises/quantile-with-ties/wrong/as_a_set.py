# expect: set() keeps each value once
def quantile(values, x):
    values = set(values)
    below = sum(v < x for v in values)
    equal = sum(v == x for v in values)
    return (below + equal / 2) / len(values)
