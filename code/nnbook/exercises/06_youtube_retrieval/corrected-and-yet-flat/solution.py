import math


def slopes(z, label, sampled, q):
    """Return the slope of the sampled loss for each video's score."""
    chosen = [label, *(i for i in sampled if i != label)]
    e = [math.exp(z[i] - math.log(q[i])) for i in chosen]
    slope = [0.0] * len(z)
    for i, e_i in zip(chosen, e):
        slope[i] = e_i / sum(e)
    slope[label] -= 1
    return slope
