# expect: Video 2 was not drawn
import math


def loss_from_sample(z, label, sampled, q):
    weight = [math.exp(z_i) / q_i for z_i, q_i in zip(z, q)]
    total = sum(weight[i] for i in {label, *sampled})
    return math.log(total) - math.log(weight[label])
