# expect: it diverged. Lower the rate
generator = CandidateGenerator(
    known.n_items, 32, hidden=(64,), continuous=("example_age",)
)
with torch.no_grad():
    generator.items.weight.fill_(torch.nan)
