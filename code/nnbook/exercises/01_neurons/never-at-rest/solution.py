def fires(w, x):
    return int(sum(w_i * x_i for w_i, x_i in zip(w, x)) >= 0)


def mistakes_per_round(inputs, labels, rounds):
    w, counts = [0, 0, 0], []
    for _ in range(rounds):
        counts.append(0)
        for x, y in zip(inputs, labels):
            error = y - fires(w, x)  # once, before any weight moves
            counts[-1] += error != 0
            for i in range(3):
                w[i] += error * x[i]
    return counts
