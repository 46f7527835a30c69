# expect: The chain rule multiplies the
def slopes(a, x, b):
    t = a * x + b
    return t**3 * x, t**3 * a, t**3
