# expect: between paths they are added
def collect(edges):
    total = {}
    for name, upstream, local in edges:
        total[name] = total.get(name, 1) * upstream * local
    return total
