# expect: That is a row added up
def operator_norm(W):
    return max(sum(abs(w) for w in row) for row in W)
