# expect: are exchanged
def active(installed, shown, n_apps):
    return [shown * n_apps + i for i in installed]
