# expect: y - ŷ stands where y should
def corrected(w, x, y, lr):
    z = w[-1]
    for i in range(len(x)):
        z += w[i] * x[i]
    y_hat = 1 if z >= 0 else 0
    new = []
    for i in range(len(x)):
        new.append(w[i] + lr * (y - y_hat) * x[i])
    new.append(w[-1] + lr * (y - y_hat))
    return new
