# expect: List the ids of the ones
def active(installed, shown, n_apps):
    return [1 if i in installed else 0 for i in range(n_apps)]
