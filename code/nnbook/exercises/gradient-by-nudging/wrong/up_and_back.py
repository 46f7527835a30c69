# expect: not down
def gradient(f, w, h=1e-5):
    slopes = []
    for i in range(len(w)):
        w[i] += h
        high = f(w)
        w[i] -= h
        low = f(w)
        slopes.append((high - low) / (2 * h))
    return slopes
