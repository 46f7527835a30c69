# expect: not the base rate
def rate(log, installed, shown):
    labels = [y for i, a, y in log if (i, a) == (installed, shown)]
    if not sum(labels):
        labels = [y for _, _, y in log]
    return sum(labels) / len(labels)
