# expect: Your function changes `log`
def watched_before(log, user, day):
    log.sort(key=lambda watch: -watch[2])
    return [video for u, video, d in log if u == user and d < day]
