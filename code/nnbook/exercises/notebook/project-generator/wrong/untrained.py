# expect: Train longer
torch.manual_seed(0)
generator = CandidateGenerator(
    known.n_items, 32, hidden=(64,), continuous=("example_age",)
)
