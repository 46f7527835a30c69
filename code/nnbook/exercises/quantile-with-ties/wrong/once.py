# expect: There are three equal values
def quantile(values, x):
    return (sum(v < x for v in values) + (x in values) / 2) / len(values)
