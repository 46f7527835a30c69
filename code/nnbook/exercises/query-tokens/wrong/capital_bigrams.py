# expect: The bigrams are made of the old words
def tokens(query):
    words = query.split()
    bigrams = [words[i] + " " + words[i + 1] for i in range(len(words) - 1)]
    return [word.lower() for word in words] + bigrams
