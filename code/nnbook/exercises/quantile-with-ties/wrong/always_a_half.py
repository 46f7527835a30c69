# expect: You add a half though none of the values is 25
def quantile(values, x):
    below = 0
    for value in values:
        if value < x:
            below += 1
    return (below + 0.5) / len(values)
