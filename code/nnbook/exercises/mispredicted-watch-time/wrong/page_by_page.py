# expect: You average the losses of the pages
def per_user_loss(pages):
    losses = []
    for page in pages:
        wrong = total = 0.0
        for score, minutes in page:
            for other, others_minutes in page:
                if minutes > 0 and others_minutes == 0:
                    total += minutes
                    if other > score:
                        wrong += minutes
        losses.append(wrong / total)
    return sum(losses) / len(losses)
