# expect: not for the largest entry
def operator_norm(W):
    return max(w for row in W for w in row)
