# expect: Only the result starts with 1
def backward_pass(nodes):
    gradients = {name: 1 for name, _ in nodes}
    for name, inputs in reversed(nodes):
        for source, local in inputs:
            gradients[source] += gradients[name] * local
    return gradients
