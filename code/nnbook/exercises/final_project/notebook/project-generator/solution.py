torch.manual_seed(0)
generator = CandidateGenerator(
    known.n_items, 32, hidden=(64,), continuous=("example_age",)
)
adam = torch.optim.Adam(generator.parameters(), lr=0.003)
for _ in range(6):
    for rows in torch.randperm(len(examples)).split(256):
        adam.zero_grad()
        generator.loss(examples.batch(rows.numpy())).backward()
        adam.step()
