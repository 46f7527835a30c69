# expect: A dict has one place for each key
def ranked(videos):
    names = {}
    for name, p, minutes in videos:
        names[p * minutes] = name
    return [names[key] for key in sorted(names, reverse=True)]
