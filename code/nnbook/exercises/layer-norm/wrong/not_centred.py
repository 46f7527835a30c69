# expect: The mean is still there
import math


def layer_norm(z, gain, bias, eps=1e-5):
    scale = 1 / math.sqrt(sum(v**2 for v in z) / len(z) + eps)
    return [g * v * scale + b for v, g, b in zip(z, gain, bias)]
