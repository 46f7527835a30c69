# expect: has learned from the last 20
now = serving_examples(known, pages.user).batch()
with torch.no_grad():
    u = generator.user_vectors(now).numpy()
    items = generator.item_vectors().numpy()
seen = project.watched(known, pages.user)
candidates = search_unseen(Exact(items), u, 100, seen)
