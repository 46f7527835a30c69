# expect: so divide by n_q
def normalized(value, edges):
    return sum(edge <= value for edge in edges) / (len(edges) + 1)
