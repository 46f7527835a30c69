# expect: Other users or other videos
def shown_before(log, row):
    _, _, day = log[row]
    return sum(day - d < 7 for u, v, d in log[:row])
