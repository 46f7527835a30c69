# expect: You add up along the rows of W
def hidden_delta(W, delta, a):
    result = []
    for i in range(len(delta)):
        total = 0
        for j in range(len(a)):
            total += W[i][j] * delta[i] * (1 - a[j] ** 2)
        result.append(total)
    return result
