# expect: Nothing is stored for this name yet
def backward_pass(nodes):
    gradients = {}
    for name, inputs in reversed(nodes):
        for source, local in inputs:
            gradients[source] += gradients[name] * local
    return gradients
