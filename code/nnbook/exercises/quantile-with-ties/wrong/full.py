# expect: You count equal values fully
def quantile(values, x):
    return sum(v <= x for v in values) / len(values)
