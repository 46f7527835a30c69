# expect: along one edge they are multiplied
def collect(edges):
    total = {}
    for name, upstream, local in edges:
        total[name] = total.get(name, 0) + upstream + local
    return total
