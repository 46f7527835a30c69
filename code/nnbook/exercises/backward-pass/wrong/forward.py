# expect: Go in reverse
def backward_pass(nodes):
    gradients = {name: 0 for name, _ in nodes}
    gradients[nodes[-1][0]] = 1
    for name, inputs in nodes:
        for source, local in inputs:
            gradients[source] += gradients[name] * local
    return gradients
