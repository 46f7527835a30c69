# expect: the same number in both places
import math


def loss_from_sample(z, label, sampled, q):
    total = sum(math.exp(z[i]) / q[i] for i in {label, *sampled})
    return math.log(total) - z[label]
