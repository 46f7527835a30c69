# expect: one number for each name, not a list
def collect(edges):
    total = {}
    for name, upstream, local in edges:
        total.setdefault(name, []).append(upstream * local)
    return total
