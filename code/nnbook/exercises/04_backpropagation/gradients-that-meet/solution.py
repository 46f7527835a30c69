def collect(edges):
    """Return a dict from each name to its gradient."""
    total = {}
    for name, upstream, local in edges:
        total[name] = total.get(name, 0) + upstream * local
    return total
