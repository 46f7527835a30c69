# expect: sorted by the video's name
def watched_before(log, user, day):
    mine = [(video, d) for u, video, d in log if u == user and d < day]
    return [video for video, d in sorted(mine, reverse=True)]
