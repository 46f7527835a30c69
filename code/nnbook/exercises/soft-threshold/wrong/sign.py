# expect: opposite sign of z
def weight(z, l1, rate):
    if abs(z) <= l1:
        return 0
    return rate * (z - (1 if z > 0 else -1) * l1)
