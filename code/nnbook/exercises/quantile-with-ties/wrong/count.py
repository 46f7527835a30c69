# expect: That is a number of values
def quantile(values, x):
    return sum(v < x for v in values) + sum(v == x for v in values) / 2
