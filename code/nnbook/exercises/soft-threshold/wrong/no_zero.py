# expect: Within ±l1
def weight(z, l1, rate):
    sign = (z > 0) - (z < 0)
    return -rate * (z - sign * l1)
