# expect: have been seen by the one to whom you offer
popular = np.tile(np.argsort(-known.counts, kind="stable")[:100], (len(pages), 1))
