# expect: so they count twice
def per_user_loss(pages):
    wrong = total = 0
    for page in pages:
        unclicked = [s for s, m in page if m == 0]
        for score, minutes in page:
            total += minutes
            wrong += minutes * sum(other > score for other in unclicked)
    return wrong / total
