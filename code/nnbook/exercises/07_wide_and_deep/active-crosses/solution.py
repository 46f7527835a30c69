def active(installed, shown, n_apps):
    """Return the ids of the crosses that are 1, a list."""
    return [i * n_apps + shown for i in installed]
