# expect: You divide by the variance
def layer_norm(z, gain, bias, eps=1e-5):
    mean = sum(z) / len(z)
    variance = sum((v - mean) ** 2 for v in z) / len(z)
    return [g * (v - mean) / (variance + eps) + b for v, g, b in zip(z, gain, bias)]
