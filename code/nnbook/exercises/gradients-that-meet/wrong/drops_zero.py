# expect: with the gradient 0
def collect(edges):
    total = {}
    for name, upstream, local in edges:
        total[name] = total.get(name, 0) + upstream * local
    return {name: g for name, g in total.items() if g}
