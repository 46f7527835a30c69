# expect: Go through the list in reverse, with a loop
def backward_pass(nodes):
    inputs = dict(nodes)
    gradients = {name: 0 for name in inputs}

    def send(name, g):
        gradients[name] += g
        for source, local in inputs[name]:
            send(source, g * local)

    send(nodes[-1][0], 1)
    return gradients
