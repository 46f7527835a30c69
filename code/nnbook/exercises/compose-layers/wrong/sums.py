# expect: You add the results up
def compose(functions):
    return lambda x: sum(f(x) for f in functions)
