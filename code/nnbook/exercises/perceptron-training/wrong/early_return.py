# expect: You return after one epoch
def mistakes_per_epoch(points, labels, max_epochs):
    w1 = w2 = b = 0
    h = []
    for e in range(max_epochs):
        m = 0
        for i in range(len(points)):
            x1, x2 = points[i]
            y_hat = int(w1*x1 + w2*x2 + b >= 0)
            err = labels[i] - y_hat
            if err != 0:
                w1 += err*x1
                w2 += err*x2
                b += err
                m += 1
        h.append(m)
        return h
