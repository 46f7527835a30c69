"""FTRL-Proximal: online learning of a linear model whose unneeded weights are zero."""

import torch


class FTRLProximal(torch.optim.Optimizer):
    """Follow the regularized leader (McMahan et al., 2013, algorithm 1).

    For each weight w with gradient g, from z = n = 0:

        σ = (√(n + g²) - √n) / lr;  z ← z + g - σ w;  n ← n + g²
        w = 0 where |z| ≤ l1, else -(z - sign(z) l1) / ((β + √n) / lr + l2)

    `lr` and `beta` are the paper's α and β: a coordinate's rate is lr / (β + √n), and
    falls with its own gradients only. A weight that does not start at zero starts with
    the z that makes it so. Sparse gradients touch their rows only. The paper sums over
    examples: with the mean loss of a batch of b, its β, l1 and l2 are b times too large
    (beta=1/b is the paper's 1).
    """

    def __init__(self, params, lr=0.1, beta=1.0, l1=0.0, l2=0.0):
        if lr <= 0:
            raise ValueError(f"lr is {lr}, expected more than 0")
        for name, value in {"beta": beta, "l1": l1, "l2": l2}.items():
            if value < 0:
                raise ValueError(f"{name} is {value}, expected 0 or more")
        super().__init__(params, dict(lr=lr, beta=beta, l1=l1, l2=l2))

    @torch.no_grad()
    def step(self, closure=None):
        """One step for each weight with a gradient; returns the closure's loss."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self.update(p, group)
        return loss

    def update(self, p, group):
        """Algorithm 1 for one parameter, or for its rows with a sparse gradient."""
        lr, beta, l1, l2 = (group[name] for name in ("lr", "beta", "l1", "l2"))
        if not self.state[p]:
            self.state[p]["n"] = torch.zeros_like(p)
            self.state[p]["z"] = -(beta / lr + l2) * p - l1 * p.sign()
        rows, g = ..., p.grad
        if g.is_sparse:
            g = g.coalesce()
            rows, g = g.indices()[0], g.values()
        w, n, z = (t[rows] for t in (p, self.state[p]["n"], self.state[p]["z"]))

        sigma = ((n + g**2).sqrt() - n.sqrt()) / lr
        z = z + g - sigma * w
        n = n + g**2
        w = (l1 * z.sign() - z) / ((beta + n.sqrt()) / lr + l2)
        w = torch.where(z.abs() <= l1, 0.0, w)

        p[rows], self.state[p]["n"][rows], self.state[p]["z"][rows] = w, n, z
