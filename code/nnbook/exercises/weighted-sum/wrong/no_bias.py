# expect: The bias is missing
def net_input(x, w, b):
    if len(x) != len(w):
        raise ValueError("lengths differ")
    return sum(x_i * w_i for x_i, w_i in zip(x, w))
