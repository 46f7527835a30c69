# expect: popularity has it for
torch.manual_seed(0)
generator = CandidateGenerator(
    known.n_items, 32, hidden=(64,), continuous=("example_age",)
)
with torch.no_grad():  # says the same to everybody: what is popular
    generator.tower[-1].weight.zero_()
    generator.tower[-1].bias.zero_()[0] = 1
    generator.items.weight.zero_()[:, 0] = torch.tensor(known.counts).float()
