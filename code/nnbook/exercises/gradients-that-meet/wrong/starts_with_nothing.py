# expect: The first gradient of a name is lost
def collect(edges):
    total = {}
    for name, upstream, local in edges:
        if name in total:
            total[name] += upstream * local
        else:
            total[name] = 0
    return total
