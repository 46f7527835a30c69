"""How a model learns: losses, optimizers, the loop, the packaged trainer."""
