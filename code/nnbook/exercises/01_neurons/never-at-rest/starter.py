def fires(w, x):
    return int(sum(w_i * x_i for w_i, x_i in zip(w, x)) >= 0)


def mistakes_per_round(inputs, labels, rounds):
    w, counts = [0, 0, 0], []
    for _ in range(rounds):
        counts.append(0)
        for x, y in zip(inputs, labels):
            counts[-1] += fires(w, x) != y
            for i in range(3):
                w[i] += (y - fires(w, x)) * x[i]
    return counts
