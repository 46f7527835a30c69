# expect: What others have watched is not hers
def watched_before(log, user, day):
    mine = [(d, video) for u, video, d in log if d < day]
    return [video for d, video in sorted(mine, reverse=True)]
