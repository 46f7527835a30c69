# expect: Tonight is wanted, so it is 0
asked = serving_examples(known, pages.user, window=20).batch()
asked["example_age"] += 1
with torch.no_grad():
    users = generator.user_vectors(asked).numpy()
    items = generator.item_vectors().numpy()
seen = project.watched(known, pages.user)
candidates = search_unseen(Exact(items), users, 100, seen)
