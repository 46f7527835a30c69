# expect: not only with what follows
def per_user_loss(pages):
    wrong = total = 0
    for page in pages:
        for i in range(len(page)):
            for j in range(i + 1, len(page)):
                score, minutes = page[i]
                other, others_minutes = page[j]
                if minutes > 0 and others_minutes == 0:
                    total += minutes
                    if other > score:
                        wrong += minutes
    return wrong / total
