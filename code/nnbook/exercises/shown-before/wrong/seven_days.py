# expect: that is not less than 7
def shown_before(log, row):
    user, video, day = log[row]
    count = 0
    for u, v, d in log[:row]:
        if u == user and v == video and day - d <= 7:
            count += 1
    return count
