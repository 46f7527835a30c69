# expect: Join the two words of a bigram by a space
def tokens(query):
    words = query.lower().split()
    return words + [a + b for a, b in zip(words, words[1:])]
