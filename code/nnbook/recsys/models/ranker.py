"""The ranking stage of YoutubeDNN: expected watch time of each impression.

After Covington, Adams & Sargin (2016), section 4.
"""

import torch
from torch import nn

from nnbook.recsys.models.embedding import Embedding, average, dim_of
from nnbook.recsys.models.tower import relu_tower


class Ranker(nn.Module):
    """A network whose output's exponential is the expected watch time.

    The impression's video and the last watches share one embedding (`dim` numbers;
    log₂ of the vocabulary's size if None), the watches are averaged. ReLU layers of
    the sizes `hidden`, then one logistic output; without hidden layers, logistic
    regression.
    """

    def __init__(self, n_videos, n_numbers, n_devices=3, dim=None, hidden=(256,)):
        super().__init__()
        dim = dim or dim_of(n_videos)
        self.videos = Embedding(n_videos, dim)
        self.devices = Embedding(n_devices, dim_of(n_devices))
        n_inputs = 2 * dim + dim_of(n_devices) + n_numbers
        self.tower = relu_tower(n_inputs, hidden, 1)

    def forward(self, inputs):
        """The logits, (b,), of inputs as `RankerInputs` makes them."""
        parts = [
            self.videos(inputs["video"]),
            average(self.videos, inputs["watches"]),
            self.devices(inputs["device"]),
            inputs["numbers"],
        ]
        return self.tower(torch.cat(parts, dim=1))[:, 0]

    @torch.no_grad()
    def expected_watch_time(self, inputs):
        """What is served: exp(logit), in the unit of the training's watch times."""
        return torch.exp(self(inputs))
