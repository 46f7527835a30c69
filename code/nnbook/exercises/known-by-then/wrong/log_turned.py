# expect: turning it round is not enough
def watched_before(log, user, day):
    mine = [video for u, video, d in log if u == user and d < day]
    return mine[::-1]
