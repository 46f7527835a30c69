# expect: Are these the logits?
shown, day = ranking.impression_examples(site), site.impressions.time
rows = (day > 14) & (day < DAY)
training = {name: column[rows] for name, column in shown.items()}
inputs = ranking.Inputs().fit(training)
torch.manual_seed(0)
ranker = ranking.Ranker(inputs.n_videos, inputs.n_numbers, hidden=())
ranking.train_ranker(ranker, inputs(training), training, epochs=1)
pairs = project.pair_examples(site, pages, candidates)
with torch.no_grad():
    minutes = ranker(inputs(pairs)).reshape(candidates.shape)
