"""Reference values for the JavaScript of chapter 6's widgets, by numpy and scikit-learn.

Random numbers are drawn as the page draws them (see dying_relu_twin), so that the tests
know what each figure must say.
"""

import math

import numpy as np
from dying_relu_twin import normals, seeded
from sklearn.linear_model import LogisticRegression

RATES = (0.005, 0.5)
LOGITS = tuple(math.log(p / (1 - p)) for p in RATES)


def weighted_logistic():
    """Impressions of each distribution, and what scikit-learn fits to them."""
    return [
        impressions_and_fits(seed, distribution, mean)
        for seed, (distribution, mean) in enumerate(
            [("constant", 5.0), ("exponential", 1.5), ("lognormal", 12.0)]
        )
    ]


def impressions_and_fits(seed, distribution, mean):
    """400 impressions, both fits, and what each serves at three click rates."""
    rates, times = draw_impressions(seed, 400, mean, distribution)
    p = np.array([0.01, 0.2, 0.45])
    fits = [fit(rates, times, every) for every in (False, True)]
    return {
        "setting": {
            "seed": seed,
            "count": 400,
            "mean": mean,
            "distribution": distribution,
        },
        "rates": rates,
        "times": times,
        "fits": fits,
        "p": p,
        "served": [np.exp(features(p) @ w) for w in fits],
        "one_rate": draw_impressions(seed, 50, mean, distribution, rate=0.2)[1],
    }


def draw_impressions(seed, count, mean, distribution, rate=None):
    """Click rates and watch times (0 without a click), as the page draws them."""
    uniform = seeded(seed)
    normal = normals(uniform)
    time = {
        "constant": lambda: mean,
        "exponential": lambda: -mean * math.log1p(-next(uniform)),
        "lognormal": lambda: mean * math.exp(1.2 * next(normal) - 0.72),
    }[distribution]
    low, high = LOGITS
    rates, times = [], []
    for _ in range(count):
        p = rate or 1 / (1 + math.exp(-(low + (high - low) * next(uniform))))
        rates.append(p)
        times.append(time() if next(uniform) < p else 0.0)
    return np.array(rates), np.array(times)


def features(p):
    """The model's inputs 1, x, x² for click rates."""
    low, high = LOGITS
    x = 2 * (np.log(p / (1 - p)) - low) / (high - low) - 1
    return np.stack([np.ones_like(x), x, x**2], axis=-1)


def fit(rates, times, every):
    """Weights of the logistic regression in which a click weighs its minutes."""
    clicked = times > 0
    X = features(rates)
    negatives = X if every else X[~clicked]
    model = LogisticRegression(
        C=np.inf, fit_intercept=False, solver="newton-cholesky", tol=1e-12
    )
    model.fit(
        np.concatenate([X[clicked], negatives]),
        np.r_[np.ones(clicked.sum()), np.zeros(len(negatives))],
        sample_weight=np.r_[times[clicked], np.ones(len(negatives))],
    )
    return model.coef_[0]
