seen = project.watched(known, pages.user)
most = np.argsort(-known.counts, kind="stable")
popular = np.array([most[~np.isin(most, row)][:100] for row in seen])
