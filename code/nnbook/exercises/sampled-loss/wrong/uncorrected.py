# expect: There is no correction
import math


def loss_from_sample(z, label, sampled, q):
    candidates = {label, *sampled}
    return math.log(sum(math.exp(z[i]) for i in candidates)) - z[label]
