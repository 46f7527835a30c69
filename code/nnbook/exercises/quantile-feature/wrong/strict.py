# expect: belongs to the group above
def normalized(value, edges):
    return sum(edge < value for edge in edges) / len(edges)
