# Unit i gives the logistic function of weights[i] * input + biases[i].
weights = [...]  # ten numbers
biases = [...]  # ten numbers
