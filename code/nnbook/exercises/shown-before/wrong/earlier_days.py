# expect: It was shown once before, on the same day
def shown_before(log, row):
    user, video, day = log[row]
    count = 0
    for u, v, d in log:
        if u == user and v == video and 0 < day - d < 7:
            count += 1
    return count
