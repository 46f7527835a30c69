# expect: towards 0, on both sides
def weight(z, l1, rate):
    return 0 if abs(z) <= l1 else -rate * (z - l1)
