def backward_pass(nodes):
    """Return a dict from each node's name to its gradient."""
    gradients = {name: 0 for name, _ in nodes}
    gradients[nodes[-1][0]] = 1
    for name, inputs in reversed(nodes):
        for source, local in inputs:
            gradients[source] += gradients[name] * local
    return gradients
