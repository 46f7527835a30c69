# expect: The latest comes first
def watched_before(log, user, day):
    mine = [(d, video) for u, video, d in log if u == user and d < day]
    return [video for d, video in sorted(mine)]
