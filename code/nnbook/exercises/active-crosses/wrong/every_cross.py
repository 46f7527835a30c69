# expect: List the ids of the ones
def active(installed, shown, n_apps):
    crosses = [0] * (n_apps * n_apps)
    for i in installed:
        crosses[i * n_apps + shown] = 1
    return crosses
