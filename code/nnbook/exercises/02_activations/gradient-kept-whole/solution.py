# Unit i gives the logistic function of weights[i] * input + biases[i].
weights = [4] * 10
biases = [-2] * 10
