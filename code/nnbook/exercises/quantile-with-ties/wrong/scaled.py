# expect: You scale between smallest and largest
def quantile(values, x):
    low, high = min(values), max(values)
    return (x - low) / (high - low) if high > low else 0.5
