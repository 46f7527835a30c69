# expect: return all of them
def active(installed, shown, n_apps):
    return [installed[0] * n_apps + shown] if installed else []
