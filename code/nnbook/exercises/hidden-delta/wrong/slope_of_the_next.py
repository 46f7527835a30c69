# expect: You take the slope of unit i
def hidden_delta(W, delta, a):
    result = []
    for j in range(len(a)):
        total = 0
        for i in range(len(delta)):
            total += W[i][j] * delta[i] * (1 - a[i] ** 2)
        result.append(total)
    return result
