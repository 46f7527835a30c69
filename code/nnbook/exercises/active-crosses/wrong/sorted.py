# expect: Keep the order of installed
def active(installed, shown, n_apps):
    return [i * n_apps + shown for i in range(n_apps) if i in installed]
