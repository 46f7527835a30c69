# expect: Call it three times
def unit(x, w, b):
    return int(w[0] * x[0] + w[1] * x[1] + b >= 0)


def agree(x1, x2):
    return int(x1 == x2)
