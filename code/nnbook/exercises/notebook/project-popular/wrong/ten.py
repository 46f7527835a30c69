# expect: should have the shape
seen = project.watched(known, pages.user)
most = np.argsort(-known.counts, kind="stable")
popular = np.array([most[~np.isin(most, row)][:10] for row in seen])
