# expect: The impression itself
def shown_before(log, row):
    user, video, day = log[row]
    return sum((u, v) == (user, video) and day - d < 7 for u, v, d in log[: row + 1])
