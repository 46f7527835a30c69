# expect: Multiply the local derivative by upstream
def backward_pass(nodes):
    gradients = {name: 0 for name, _ in nodes}
    gradients[nodes[-1][0]] = 1
    for name, inputs in reversed(nodes):
        for source, local in inputs:
            gradients[source] += local
    return gradients
