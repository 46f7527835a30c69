# expect: fan-out is forgotten. Add to
def collect(edges):
    return {name: upstream * local for name, upstream, local in edges}
