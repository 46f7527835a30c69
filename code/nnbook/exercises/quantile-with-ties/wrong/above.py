# expect: You count the values above
def quantile(values, x):
    above = sum(value > x for value in values)
    equal = sum(value == x for value in values)
    return (above + equal / 2) / len(values)
