"""Reference values for the JavaScript of chapter 6's widgets, by numpy, torch, sklearn.

Random numbers are drawn as the page draws them (see dying_relu_twin), so that the tests
know what each figure must say.
"""

import base64
import math

import numpy as np
import torch
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from torch.nn import functional as F

from nnbook.data.videos import simulate
from nnbook.recsys.features.examples import training_examples
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.serving.arrays import serving_arrays
from nnbook.recsys.serving.index import Exact, normalized, search_unseen
from nnbook.widgets import EmbeddingMap
from tests.golden.dying_relu_twin import normals, seeded

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


BATCH, STEPS = 64, 50


def sampled_softmax():
    """A small catalogue, one push by torch, and whole comparisons."""
    catalogue = make_catalogue(2, 300)
    settings = [
        {"seed": 2, "negatives": k, "sampler": sampler, "correction": correction}
        for sampler, k, correction in [
            ("uniform", 5, True),
            ("log_uniform", 20, False),
            ("popularity", 50, True),
            ("popularity", 50, False),
        ]
    ]
    return {
        **catalogue,
        "pushes": [one_push(catalogue, setting) for setting in settings],
        "runs": [{**s, **compare(catalogue, **s)} for s in settings],
    }


def make_catalogue(seed, n):
    """Item vectors, the half trained scores, and the true probabilities, as the page's."""
    normal = normals(seeded(seed))
    popularity = 1 / (np.arange(n) + 5)
    V = np.array([[0.0, *(next(normal) / 4 for _ in range(16))] for _ in range(n)])
    V[:, 0] = np.log(popularity) - np.log(popularity).mean()
    truth = np.array([1.0, *(1.5 * next(normal) for _ in range(16))])
    logits = torch.tensor(V @ truth)
    return {
        "n": n,
        "V": V,
        "popularity": popularity,
        "scores": V @ truth / 2,
        "target": torch.softmax(logits, 0).numpy(),
    }


def sampler_of(catalogue, sampler, negatives):
    """Weights of one draw, and log Q of every item."""
    p = catalogue["popularity"]
    weights = {
        "uniform": np.ones_like(p),
        "log_uniform": np.log1p(1 / np.arange(1, len(p) + 1)),
        "popularity": p**0.75,
    }[sampler]
    q = weights / weights.sum()
    return q, np.log(1 - (1 - q) ** negatives)


def draw(random, q, count):
    """Independent draws by a search in the cumulative sums."""
    u = [next(random) for _ in range(count)]
    return np.searchsorted(np.cumsum(q / q.sum()), u, side="right")


def torch_push(catalogue, batch, sample, log_q):
    """The gradient of the sampled loss at every logit, by torch's backward."""
    scores = torch.tensor(catalogue["scores"], requires_grad=True)
    batch, sample = torch.tensor(batch), torch.tensor(sample)
    corrected = scores - torch.tensor(log_q)
    negative = corrected[sample].expand(len(batch), -1)
    negative = negative.masked_fill(batch[:, None] == sample, -math.inf)
    logits = torch.cat([corrected[batch][:, None], negative], 1)
    F.cross_entropy(logits, torch.zeros_like(batch)).backward()
    return scores.grad.numpy()


def steps_of(catalogue, seed, negatives, sampler, correction):
    """The batch, the sample and log Q (0 without correction) of every step."""
    random = seeded(seed)
    q, log_q = sampler_of(catalogue, sampler, negatives)
    for _ in range(STEPS):
        batch = draw(random, catalogue["target"], BATCH)
        sample = np.unique(draw(random, q, negatives))
        yield batch, sample, log_q * correction


def one_push(catalogue, setting):
    """The first step of a run: what is drawn, and its push on all logits."""
    batch, sample, log_q = next(steps_of(catalogue, **setting))
    push = torch_push(catalogue, batch, sample, log_q)
    return {"batch": batch, "sample": sample, "log_q": log_q, "push": push}


def compare(catalogue, **setting):
    """Errors of the gradient at the user vector, and pushes on groups of items."""
    V = catalogue["V"]
    p = torch.softmax(torch.tensor(catalogue["scores"]), 0).numpy()
    full = p - catalogue["target"]
    pushes, read = [], []
    for batch, sample, log_q in steps_of(catalogue, **setting):
        pushes.append(torch_push(catalogue, batch, sample, log_q))
        read.append(len(np.union1d(batch, sample)))
    gradients = np.array(pushes) @ V
    wanted = full @ V
    off = np.linalg.norm(gradients - wanted, axis=1)
    mean = gradients.mean(0)
    size = np.linalg.norm(wanted)
    groups = np.add.reduceat(np.array(pushes), [0, 10, 100], axis=1)
    return {
        "error": np.sqrt((off**2).mean()) / size,
        "bias": np.linalg.norm(mean - wanted) / size,
        "turned": mean @ wanted < 0,
        "read": np.mean(read),
        "full_groups": np.add.reduceat(full, [0, 10, 100]),
        "mean_groups": groups.mean(0),
    }


SERIES, EPISODES, DAYS, CUT = 40, 5, 60, 45


def next_or_random():
    """Logs of three settings, and what each way of holding out scores on them."""
    runs = []
    for seed, order in [(1, 0.6), (2, 0.0), (3, 0.9)]:
        logs = simulate_viewers(seed, order)
        scores = score_ways(logs, seed)
        runs.append({"seed": seed, "order": order, "logs": logs[:4], "scores": scores})
    return runs


def simulate_viewers(seed, order, viewers=300, watches=10):
    """Lists of (day, video), as the page draws them."""
    random = seeded(seed)
    series = [(75 * next(random) - 20, next(random)) for _ in range(SERIES)]
    released, u = np.array(series).T
    popularity = -np.log1p(-u)
    logs = []
    for _ in range(viewers):
        phase, log = next(random), []
        for i in range(watches):
            day = DAYS * (i + 0.4 * phase + 0.6 * next(random)) / watches
            log.append((day, next_video(log, day, released, popularity, order, random)))
        logs.append(log)
    return logs


def next_video(log, day, released, popularity, order, random):
    """The episode after the last one, or the beginning of another series."""
    seen = {video for _, video in log}
    following = log[-1][1] + 1 if log else 0
    if following % EPISODES and next(random) < order and following not in seen:
        return following
    age = day - released
    weights = np.where(age >= 0, popularity * np.exp(-age / 15) + 0.02, 0)
    sums = np.cumsum(weights)
    while True:
        first = EPISODES * int(np.searchsorted(sums, next(random) * sums[-1], "right"))
        begins = next(random) < order
        video = first if begins else first + int(EPISODES * next(random))
        if video not in seen:
            return video


def score_ways(logs, seed):
    """Hit rates among five, held out and serving, of random, next and cut."""
    random = seeded(seed + 1)
    held = [int(len(log) * next(random)) for log in logs]
    without = [log[:i] + log[i + 1 :] for log, i in zip(logs, held, strict=True)]
    before = [[watch for watch in log if watch[0] < CUT] for log in logs]
    served = [log[len(past)] for log, past in zip(logs, before, strict=True)]
    label = [log[i] for log, i in zip(logs, held, strict=True)]
    but, last = [log[:-1] for log in logs], [log[-1] for log in logs]
    both, onwards = co_watches(before, True), co_watches(before, False)
    serving = hit_rate(onwards, before, served)
    return {
        "random": {
            "held": hit_rate(co_watches(without, True), without, label),
            "serving": hit_rate(both, before, served),
        },
        "next": {
            "held": hit_rate(co_watches(but, False), but, last),
            "serving": serving,
        },
        "cut": {"held": serving, "serving": serving},
    }


def co_watches(logs, both):
    """How often b follows a, close pairs counting more; with ``both`` either way."""
    counts = np.zeros((SERIES * EPISODES, SERIES * EPISODES))
    for log in logs:
        for a, (_, first) in enumerate(log):
            for b, (_, second) in enumerate(log[a + 1 :], start=1):
                counts[first, second] += 1 / b
                if both:
                    counts[second, first] += 1 / b
    return counts


def hit_rate(counts, histories, labels):
    """The share of labels among the five videos with the highest scores, unseen ones."""
    hits = 0
    for history, (_, label) in zip(histories, labels, strict=True):
        seen = [video for _, video in history]
        scores = np.zeros(len(counts))
        for video in seen:
            scores += counts[video]
        scores[seen] = -1
        best = np.argsort(-scores, kind="stable")[:5]
        hits += label in best and scores[label] > 0
    return hits / len(histories)


def funnel():
    """Search times by numpy's interpolation of logarithms, and beyond both ends."""
    rows = np.array([[1e4, 0.1], [1e5, 0.7], [1e6, 11.0]])
    log_n, log_t = np.log(rows).T
    slopes = np.diff(log_t) / np.diff(log_n)
    n = np.geomspace(1e3, 1e8, 26)
    inside = np.interp(np.log(n), log_n, log_t)
    low, high = (
        np.minimum(np.log(n) - log_n[0], 0),
        np.maximum(np.log(n) - log_n[-1], 0),
    )
    times = np.exp(inside + slopes[0] * low + slopes[-1] * high)
    return {"rows": rows, "n": n, "times": times}


def embedding_map():
    """A small trained model as the page gets it; what torch and nnbook.recsys find."""
    site = simulate(n_users=300, n_videos=120, watches_per_user=20, seed=3)
    model = trained(site.interactions().in_order())
    for weight in model.parameters():
        weight.data = weight.data.half().float()
    arrays = serving_arrays(model)
    means = KMeans(9, n_init=1, random_state=0).fit(arrays["items"])
    centres = means.cluster_centers_.astype(np.float16).astype(np.float32)
    names = [str(i) for i in range(120)]
    widget = EmbeddingMap(
        arrays,
        arrays["items"][:, :2],
        *(names, names, names),
        centres=centres,
        cells=means.labels_,
    )
    histories = [[], [7], [7, 8], [3, 50, 99], list(range(60, 68))]
    numbers = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    numbers = numbers[np.isfinite(numbers)][::5]
    return {
        "model": widget.model,
        "requests": [
            request(model, history, measure, probes, centres, means.labels_)
            for history in histories
            for measure in ("dot", "cosine")
            for probes in (9, 3, 1)
        ],
        "halves": {
            "numbers": numbers.astype(float),
            "text": base64.b64encode(numbers.tobytes()).decode(),
        },
    }


def trained(events):
    """A model with two hidden layers after a few steps on these watches."""
    torch.manual_seed(3)
    model = CandidateGenerator(events.n_items, dim=12, hidden=(20, 16))
    examples = training_examples(events, np.random.default_rng(3), window=20)
    adam = torch.optim.Adam(model.parameters(), lr=0.01)
    for rows in np.array_split(np.arange(len(examples)), 40):
        adam.zero_grad()
        model.loss(examples.batch(rows)).backward()
        adam.step()
    return model


def request(model, history, measure, probes, centres, cells):
    """A history's user vector, logits and list, of all videos or of the best cells."""
    watches = torch.tensor([history or [-1]])
    with torch.no_grad():
        u = model.double().user_vectors({"watches": watches}).numpy()
    # What torch holds is float16 already: float32, as indexes want it, loses nothing.
    items, prepare = model.item_vectors().detach().numpy(), np.asarray
    if measure == "cosine":
        prepare = normalized
    best = np.argsort(-(prepare(centres) @ u[0]), kind="stable")[:probes]
    inside = np.flatnonzero(np.isin(cells, best))
    k = min(10, len(set(inside) - set(history)))
    seen = [[np.flatnonzero(inside == i)[0] if i in inside else -1 for i in history]]
    found = search_unseen(Exact(prepare(items)[inside]), u, k, np.array(seen, int))
    return {
        "state": {"history": history, "measure": measure, "probes": probes},
        "u": u[0],
        "scores": prepare(items) @ u[0] / (1, np.linalg.norm(u))[measure == "cosine"],
        "probabilities": torch.tensor(items @ u[0]).softmax(0).numpy(),
        "found": inside[found[0]],
        "looked": np.isin(cells, best).mean(),
    }
