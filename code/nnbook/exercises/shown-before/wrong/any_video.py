# expect: or another video
def shown_before(log, row):
    user, _, day = log[row]
    return sum(u == user and day - d < 7 for u, _, d in log[:row])
