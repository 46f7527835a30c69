# expect: and i is 2 here
def normalized(value, edges):
    return (1 + sum(edge <= value for edge in edges)) / len(edges)
