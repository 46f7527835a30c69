W = [[..., ..., ...]]  # for each ReLU its three weights
b = [...]  # for each ReLU its bias
v = [...]  # what the output weighs each ReLU with
c = ...  # the bias of the output
