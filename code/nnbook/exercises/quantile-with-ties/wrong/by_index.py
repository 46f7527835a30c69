# expect: x need not be one of the training values
def quantile(values, x):
    return sorted(values).index(x) / len(values)
