# expect: Equal values count half here
def quantile(values, x):
    return sum(v < x for v in values) / len(values)
