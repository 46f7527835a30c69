"""Made-up clicks on advertisements whose truth is known, with planted crosses.

An impression has four categories (site, ad, city, phone) and two numbers (hour, age).
Each value says something by itself, and the young click in the evening, the old in the
morning: rules that hold everywhere. On top of that, *planted pairs* of values, such as
(site 7, ad 11), move the rate up or down as a coin fell, and nothing about the site or
the ad alone tells which way. Such exceptions are what a cross product is for (Cheng et
al., 2016, equation 1).
"""

from dataclasses import dataclass

import numpy as np

CATEGORICAL = dict.fromkeys(("site", "ad", "city", "phone"), 20)  # and their sizes
CONTINUOUS = ("hour", "age")
PLANTED = (("site", "ad"), ("city", "phone"))  # columns whose pairs of values count
EFFECT = 0.5  # standard deviation of what one value adds to the logit
HOURS, MIDDLE_AGE, AGE_SPREAD = 24.0, 46.0, 30.0  # ages are uniform from 16 to 76
HOUR_AGE_EFFECT = 2.0


@dataclass(frozen=True)
class Adverts:
    """n impressions as a model sees them, and the truth about them.

    ``categorical[name]`` holds ids, int64 (n,), and ``continuous[name]`` floats (n,):
    the hour of the day, 0 to 24, and the user's age in years. ``label`` (n,) is 1 for a
    click, else 0. No model is told ``rate`` (n,), the true probability of a click.
    """

    categorical: dict[str, np.ndarray]
    continuous: dict[str, np.ndarray]
    label: np.ndarray
    rate: np.ndarray

    def __len__(self):
        return len(self.label)


@dataclass(frozen=True)
class Rules:
    """What makes a click likely; `simulate` draws it.

    ``effects[name]`` (size,) is what each value adds to the logit by itself.
    ``crosses[one, other]`` (size, size) is what each pair of values adds: plus or minus
    the strength where a cross is planted, else 0. ``bias`` is added to all.
    """

    effects: dict[str, np.ndarray]
    crosses: dict[tuple[str, str], np.ndarray]
    bias: float
    seed: int

    def logit(self, categorical, continuous):
        """Return the true logit of a click (n,) for columns of ids and numbers (n,)."""
        evening = -np.sin(2 * np.pi * continuous["hour"] / HOURS)
        older = (continuous["age"] - MIDDLE_AGE) / AGE_SPREAD
        z = self.bias - HOUR_AGE_EFFECT * evening * older
        for name, effect in self.effects.items():
            z = z + effect[categorical[name]]
        for (one, other), effect in self.crosses.items():
            z = z + effect[categorical[one], categorical[other]]
        return z

    def show(self, n, seed):
        """Return `Adverts` of ``n`` impressions, each value as likely as the others."""
        rng = np.random.default_rng([self.seed, 1, seed])
        categorical = {
            name: rng.integers(size, size=n) for name, size in CATEGORICAL.items()
        }
        age = MIDDLE_AGE + AGE_SPREAD * rng.uniform(-1, 1, n)
        continuous = {"hour": rng.uniform(0, HOURS, n), "age": age}
        rate = 1 / (1 + np.exp(-self.logit(categorical, continuous)))
        label = (rng.random(n) < rate).astype(np.int64)
        return Adverts(categorical, continuous, label, rate)


def simulate(strength=3.0, share=0.25, bias=-1.0, seed=0):
    """Return the `Rules` of one made-up world: the same ones for the same numbers.

    For the two pairs of columns in `PLANTED`, a ``share`` of the pairs of values adds
    ``strength`` to the logit or takes it away, with equal chances. With the strength 0
    nothing is planted and all else stays as it is. Raises ValueError for a strength
    below 0 and for a share that is none.
    """
    if strength < 0:
        raise ValueError(f"strength is {strength}, but must be 0 or more")
    if not 0 <= share <= 1:
        raise ValueError(f"share is {share}, but must lie between 0 and 1")
    rng = np.random.default_rng([seed, 0])
    effects = {n: EFFECT * rng.normal(size=size) for n, size in CATEGORICAL.items()}
    crosses = {}
    for one, other in PLANTED:
        shape = CATEGORICAL[one], CATEGORICAL[other]
        sign = rng.choice([-1.0, 1.0], size=shape)
        crosses[one, other] = strength * sign * (rng.random(shape) < share)
    return Rules(effects, crosses, bias, seed)
