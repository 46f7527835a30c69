# expect: You divide by the mean distance
def layer_norm(z, gain, bias, eps=1e-5):
    mean = sum(z) / len(z)
    spread = sum(abs(v - mean) for v in z) / len(z) + eps
    return [g * (v - mean) / spread + b for v, g, b in zip(z, gain, bias)]
