# expect: not of all `events`
now = serving_examples(events, pages.user, window=20).batch()
with torch.no_grad():
    u = generator.user_vectors(now).numpy()
    items = generator.item_vectors().numpy()
seen = project.watched(known, pages.user)
candidates = search_unseen(Exact(items), u, 100, seen)
