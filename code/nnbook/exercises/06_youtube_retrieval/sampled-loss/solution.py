import math


def loss_from_sample(z, label, sampled, q):
    """Return minus the log of the label's corrected probability."""
    candidates = {label, *sampled}
    weight = {i: math.exp(z[i] - math.log(q[i])) for i in candidates}
    return math.log(sum(weight.values())) - math.log(weight[label])
