# expect: One list for all tokens
def tokens(query):
    w = query.lower().split()
    return [w, [a + ' ' + b for a, b in zip(w, w[1:])]]
