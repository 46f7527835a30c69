# expect: Never seen is not
def rate(log, installed, shown):
    labels = [y for i, a, y in log if (i, a) == (installed, shown)]
    return sum(labels) / max(1, len(labels))
