import math


def sampled_loss(z, label, sampled, q):
    """Return the log of the estimated sum, minus the label's score."""
    k = len(sampled)
    others = sum(math.exp(z[j]) / (k * q[j]) for j in sampled if j != label)
    return math.log(math.exp(z[label]) + others) - z[label]
