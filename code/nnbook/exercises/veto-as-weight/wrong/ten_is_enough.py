# expect: its weight must outweigh all excitatory inputs together
def translate(kinds, theta):
    return [1 if kind == 1 else -10 for kind in kinds], -theta
