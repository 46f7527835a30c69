# expect: changes the list that it was given
def ranked(videos):
    videos.sort(key=lambda v: v[1] * v[2], reverse=True)
    return [v[0] for v in videos]
