# expect: go through the pairs in a loop
def net_input(x, w, b):
    return sum(x * w) + b
