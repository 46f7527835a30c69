# expect: i * a gives
def active(installed, shown, n_apps):
    return [i * shown for i in installed]
