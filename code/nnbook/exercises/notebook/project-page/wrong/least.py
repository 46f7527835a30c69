# expect: those worth *least*
order = np.argsort(minutes, axis=1)[:, :10]
top = np.take_along_axis(candidates, order, axis=1)
report = {}
