# expect: fan-out is forgotten. Use +=
def backward_pass(nodes):
    gradients = {name: 0 for name, _ in nodes}
    gradients[nodes[-1][0]] = 1
    for name, inputs in reversed(nodes):
        for source, local in inputs:
            gradients[source] = gradients[name] * local
    return gradients
