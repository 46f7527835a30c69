# expect: compare |z| with l1
def weight(z, l1, rate):
    if z <= l1:
        return 0.0
    return -rate * (z - l1)
