# expect: subtract log Q from each score
from nnbook.recsys.sampling import popularity, sampled_softmax_loss

torch.manual_seed(0)
generator = CandidateGenerator(
    known.n_items, 32, hidden=(64,), continuous=("example_age",), sparse=True
)
tables = [generator.watches.weight, generator.items.weight]
optimizers = [
    torch.optim.Adam(generator.tower.parameters(), lr=0.003),
    torch.optim.SparseAdam(tables, lr=0.003),
]
sampler = popularity(known.counts, n=50, alpha=1.0)
for _ in range(4):
    for rows in torch.randperm(len(examples)).split(256):
        batch = examples.batch(rows.numpy())
        users, items = generator.user_vectors(batch), generator.items.weight
        loss = sampled_softmax_loss(users, items, batch["label"], sampler.draw())
        generator.zero_grad()
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
