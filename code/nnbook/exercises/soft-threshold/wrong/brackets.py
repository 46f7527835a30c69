# expect: mind the brackets
def weight(z, l1, rate):
    if abs(z) <= l1:
        return 0.0
    sign = 1 if z > 0 else -1
    return -rate * z - sign * l1
