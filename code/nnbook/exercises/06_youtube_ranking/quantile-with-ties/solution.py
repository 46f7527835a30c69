def quantile(values, x):
    """Return the share of values below x; equal ones count half."""
    below = sum(v < x for v in values)
    equal = sum(v == x for v in values)
    return (below + equal / 2) / len(values)
