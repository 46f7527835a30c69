# expect: must outweigh all excitatory
def translate(kinds, theta):
    return kinds, -theta
