def per_user_loss(pages):
    """Return mispredicted watch time over all watch time."""
    wrong = total = 0.0
    for page in pages:
        unclicked = [score for score, minutes in page if minutes == 0]
        for score, minutes in page:
            total += minutes * len(unclicked)
            wrong += minutes * sum(other > score for other in unclicked)
    return wrong / total
