# expect: Only the first two inputs count
def net_input(x, w, b):
    if len(x) != len(w):
        raise ValueError("lengths differ")
    if len(x) == 1:
        return w[0] * x[0] + b
    return w[0] * x[0] + w[1] * x[1] + b
