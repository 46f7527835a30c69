# expect: the row is i * n_apps
def active(installed, shown, n_apps):
    return [i + shown for i in installed]
