roots = [0, 0.1, 0.3, 0.6, 1]
points = [(r**2, r) for r in roots]
