# expect: x = f(x)
def compose(functions):
    def g(x):
        for f in functions:
            f(x)
        return x
    return g
