# expect: That is the logit
def probability(active, wide, a, deep, bias):
    z = bias + sum(wide[k] for k in active)
    return z + sum(w * a_j for w, a_j in zip(deep, a))
