# expect: not positions in x
def cross(x, c):
    p = 1
    for i in c:
        p *= x[i]
    return p
