# expect: zip() would end quietly
def net_input(x, w, b):
    return b + sum(x_i * w_i for x_i, w_i in zip(x, w))
