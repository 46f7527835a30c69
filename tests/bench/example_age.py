"""Example age on the simulated video site: what becomes of new videos.

`python -m tests.bench.example_age` prints how the watches of the day after the training
data are spread over the age of the videos: the truth, the model with example age, the
model without; mean and standard error over three seeds (site and network).
"""

import argparse

import numpy as np

from nnbook.data.videos import simulate
from nnbook.recsys.studies.freshness import AGES, freshness


def shares_of_seed(seed):
    """The answers of `freshness` on the site of one seed."""
    site = simulate(6000, 600, watches_per_user=25, days=30, seed=seed)
    return freshness(site, seed)


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    answers = [shares_of_seed(seed) for seed in parser.parse_args().seeds]
    ends = [*(f"-{end}" for end in AGES[1:]), " or more"]
    print("days since upload", *(f"{a}{b:10}" for a, b in zip(AGES, ends, strict=True)))
    for name in answers[0]:
        values = 100 * np.array([answer[name] for answer in answers])
        error = values.std(axis=0, ddof=1) / len(values) ** 0.5
        cells = zip(values.mean(axis=0), error, strict=True)
        print(f"{name:18}", *(f"{m:4.1f} ± {e:.1f} " for m, e in cells))


if __name__ == "__main__":
    main()
