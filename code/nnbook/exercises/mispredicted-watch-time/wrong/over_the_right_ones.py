# expect: of the pairs that are right
def per_user_loss(pages):
    wrong = right = 0
    for page in pages:
        for score, minutes in page:
            for other, others_minutes in page:
                if minutes > 0 and others_minutes == 0:
                    if other > score:
                        wrong += minutes
                    else:
                        right += minutes
    return wrong / right
