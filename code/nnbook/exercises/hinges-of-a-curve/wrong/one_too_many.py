# expect: One weight too many
def hinges(xs, ys):
    v = []
    old = 0
    for i in range(len(xs) - 1):
        s = (ys[i+1] - ys[i]) / (xs[i+1] - xs[i])
        v.append(s - old)
        old = s
    v.append(0 - old)
    return ys[0], v
