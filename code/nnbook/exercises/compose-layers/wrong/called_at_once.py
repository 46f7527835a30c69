# expect: Return the function itself
def compose(functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x
    return composed(x)
