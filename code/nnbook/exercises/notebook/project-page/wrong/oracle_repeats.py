# expect: leave out what the person has seen
order = np.argsort(-minutes, axis=1)[:, :10]
top = np.take_along_axis(candidates, order, axis=1)
seen = np.full((len(pages), 1), -1)
shown = {
    "popularity": popular[:, :10],
    "retrieval alone": candidates[:, :10],
    "two stages": top,
    "oracle": project.oracle(site, pages, DAY, seen),
}
report = {
    name: project.true_minutes(site, pages, ids).mean()
    for name, ids in shown.items()
}
