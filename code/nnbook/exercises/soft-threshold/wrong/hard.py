# expect: the weight jumps
def weight(z, l1, rate):
    return 0 if abs(z) <= l1 else -rate * z
