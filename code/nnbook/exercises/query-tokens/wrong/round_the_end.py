# expect: The last word has nobody to its right
def tokens(query):
    words = query.lower().split()
    n = len(words)
    return words + [f"{words[i]} {words[(i + 1) % n]}" for i in range(n)]
