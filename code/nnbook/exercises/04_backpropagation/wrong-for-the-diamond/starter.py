def backward_pass(nodes):
    """Return a dict from each node's name to its gradient."""
    inputs, result = dict(nodes), nodes[-1][0]
    gradients = {name: 0 for name in inputs}
    gradients[result] = 1
    waiting = [result]
    while waiting:
        name = waiting.pop()
        for source, local in inputs[name]:
            gradients[source] += gradients[name] * local
            waiting.append(source)
    return gradients
