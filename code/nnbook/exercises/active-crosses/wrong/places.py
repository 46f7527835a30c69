# expect: That is the place in the list
def active(installed, shown, n_apps):
    return [place * n_apps + shown for place in range(len(installed))]
