# expect: Row i is about user number i
now = serving_examples(known, np.arange(len(pages)), window=20).batch()
with torch.no_grad():
    u = generator.user_vectors(now).numpy()
    items = generator.item_vectors().numpy()
seen = project.watched(known, pages.user)
candidates = search_unseen(Exact(items), u, 100, seen)
