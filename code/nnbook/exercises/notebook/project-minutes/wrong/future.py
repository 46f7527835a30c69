# expect: the ranker has seen the very pages
training = ranking.impression_examples(site)
inputs = ranking.Inputs().fit(training)
ranker = ranking.Ranker(inputs.n_videos, inputs.n_numbers, hidden=())
ranking.train_ranker(ranker, inputs(training), training, epochs=1)
pairs = project.pair_examples(site, pages, candidates)
minutes = ranker.expected_watch_time(inputs(pairs)).numpy()
minutes = minutes.reshape(candidates.shape)
