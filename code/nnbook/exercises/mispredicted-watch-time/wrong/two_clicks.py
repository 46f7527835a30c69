# expect: Two clicked ones are among your pairs
def per_user_loss(pages):
    wrong = total = 0.0
    for page in pages:
        for score, minutes in page:
            for other, others_minutes in page:
                if minutes > others_minutes:
                    total += minutes
                    if other > score:
                        wrong += minutes
    return wrong / total
