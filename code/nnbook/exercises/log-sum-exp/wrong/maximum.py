# expect: That is the maximum
def log_sum_exp(z):
    return max(z)
