# expect: That is how a baseline becomes unbeatable
seen = project.watched(known, pages.user)
most = np.argsort(-events.counts, kind="stable")
popular = np.array([most[~np.isin(most, row)][:100] for row in seen])
