# expect: You count pairs
def per_user_loss(pages):
    wrong = total = 0
    for page in pages:
        for score, minutes in page:
            for other, m in page:
                if minutes > 0 and m == 0:
                    total += 1
                    wrong += other > score
    return wrong / total
