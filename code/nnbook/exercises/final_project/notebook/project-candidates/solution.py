asked = serving_examples(known, pages.user, window=20)
with torch.no_grad():
    users = generator.user_vectors(asked.batch()).numpy()
    items = generator.item_vectors().numpy()
seen = project.watched(known, pages.user)
candidates = search_unseen(Exact(items), users, 100, seen)
