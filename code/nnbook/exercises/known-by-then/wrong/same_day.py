# expect: what is to be predicted: leave it out
def watched_before(log, user, day):
    mine = [(d, video) for u, video, d in log if u == user and d <= day]
    return [video for d, video in sorted(mine, reverse=True)]
