# expect: impressions of different pages
def per_user_loss(pages):
    everything = [pair for page in pages for pair in page]
    wrong = total = 0
    for score, minutes in everything:
        for other, m in everything:
            if m == 0:
                total += minutes
                wrong += minutes * (other > score)
    return wrong / total
