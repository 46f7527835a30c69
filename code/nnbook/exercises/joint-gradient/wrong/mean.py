# expect: there is no mean to take
def gradients(p, y, a):
    error = p - y
    return error, [error * x / len(a) for x in a]
