shown, day = impressions.impression_examples(site), site.impressions.time
rows = (day > 14) & (day < DAY)
training = {name: column[rows] for name, column in shown.items()}

inputs = impressions.RankerInputs().fit(training)
torch.manual_seed(0)
ranker = Ranker(inputs.n_videos, inputs.n_numbers, hidden=(64,))
train_ranker(ranker, inputs(training), training)

pairs = project.pair_examples(site, pages, candidates)
minutes = ranker.expected_watch_time(inputs(pairs)).numpy()
minutes = minutes.reshape(candidates.shape)
