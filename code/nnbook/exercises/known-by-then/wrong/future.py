# expect: You give the future away
def watched_before(log, user, day):
    mine = [(d, video) for u, video, d in log if u == user]
    return [video for d, video in sorted(mine, reverse=True)]
