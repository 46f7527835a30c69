# expect: the most watched comes first
order = np.argsort(-known.counts)
seen = project.watched(known, pages.user)
popular = np.array([np.sort(order[~np.isin(order, s)][:100]) for s in seen])
