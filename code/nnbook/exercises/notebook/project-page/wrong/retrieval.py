# expect: That is the order of retrieval
top = candidates[:, :10]
report = {}
