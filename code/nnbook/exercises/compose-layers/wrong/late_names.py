# expect: its names mean what they meant last
def compose(functions):
    composed = lambda x: x
    for f in functions:
        composed = lambda x: f(composed(x))
    return composed
