# expect: have been seen already
asked = serving_examples(known, pages.user, window=20)
with torch.no_grad():
    users = generator.user_vectors(asked.batch()).numpy()
    items = generator.item_vectors().numpy()
candidates = Exact(items).search(users, 100)[1]
