# expect: Both apps have to be the same
def rate(log, installed, shown):
    labels = [y for i, a, y in log if i == installed]
    labels = labels or [y for _, _, y in log]
    return sum(labels) / len(labels)
