# expect: You averaged the ratios of the entries
def relative_steps(weights, gradients, lr):
    return [
        sum(lr * abs(b / a) for a, b in zip(w, g)) / len(w)
        for w, g in zip(weights, gradients)
    ]
