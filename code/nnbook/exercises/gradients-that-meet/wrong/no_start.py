# expect: begin with 0 before you add
def collect(edges):
    total = {}
    for name, upstream, local in edges:
        total[name] += upstream * local
    return total
