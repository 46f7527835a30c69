# expect: Return the videos alone
def watched_before(log, user, day):
    mine = [watch for watch in log if watch[0] == user and watch[2] < day]
    return sorted(mine, key=lambda watch: -watch[2])
