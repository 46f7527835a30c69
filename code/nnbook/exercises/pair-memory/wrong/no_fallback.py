# expect: return the base rate instead
def rate(log, installed, shown):
    labels = [y for i, a, y in log if (i, a) == (installed, shown)]
    return sum(labels) / len(labels)
