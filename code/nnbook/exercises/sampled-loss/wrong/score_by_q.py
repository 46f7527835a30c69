# expect: You divide the score by q
import math
def loss_from_sample(z, label, sampled, q):
    c = set(sampled) | {label}
    total = sum(math.exp(z[i] / q[i]) for i in c)
    return -math.log(math.exp(z[label] / q[label]) / total)
