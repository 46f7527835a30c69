# expect: The seed is missing
def backward_pass(nodes):
    gradients = {name: 0 for name, _ in nodes}
    for name, inputs in reversed(nodes):
        for source, local in inputs:
            gradients[source] += gradients[name] * local
    return gradients
