# expect: not the largest of `known.counts`
seen = project.watched(known, pages.user)
most = np.argsort(-known.counts[:500], kind="stable")  # half of the catalogue
popular = np.array([most[~np.isin(most, row)][:100] for row in seen])
