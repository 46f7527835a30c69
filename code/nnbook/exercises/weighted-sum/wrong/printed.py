# expect: Use return instead of print
def net_input(x, w, b):
    print(b + sum(x_i * w_i for x_i, w_i in zip(x, w)))
