# expect: count less than 7 days only
def shown_before(log, row):
    user, video, _ = log[row]
    return sum((u, v) == (user, video) for u, v, _ in log[:row])
