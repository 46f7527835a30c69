# expect: Only the last one counts
def compose(functions):
    def composed(x):
        for f in functions:
            y = f(x)
        return y
    return composed
