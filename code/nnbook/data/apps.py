"""A made-up app store whose truth is known: who installs what, and how often.

A user has an age, a device and some apps, and the store shows one app more. How likely
the user installs it has two sources, the two that Wide & Deep is made for (Cheng et
al., 2016). *Tastes* say something about every pair of apps. *Planted pairs*, such as
(netflix installed, pandora shown), are exceptions that no taste explains.
"""

from dataclasses import dataclass, replace

import numpy as np

DEVICES = ("phone", "tablet", "television")
NONE = -1  # fills the row of a user with fewer apps than others
DEVICE_LOGITS = np.array([0.0, 0.3, -0.6])
AGE_LOGIT = 0.5  # for 17 years above the middle, towards apps of genre 0
MIDDLE_AGE, AGE_SPREAD = 45.0, 17.0  # years; ages are uniform from 16 to 74
BLOCK = 10_000_000  # numbers that are held at once


@dataclass(frozen=True)
class Log:
    """What was shown and what came of it, an entry an impression.

    ``user`` and ``shown`` are ids (n,); ``label`` (n,) is 1.0 where the user installed
    the app and 0.0 where not.
    """

    user: np.ndarray
    shown: np.ndarray
    label: np.ndarray

    def __len__(self):
        return len(self.user)


@dataclass(frozen=True)
class AppStore:
    """Users, apps and the truth about them; `simulate` makes one.

    ``installed`` (n_users, most) has the ids of each user's apps and then `NONE`;
    ``age`` (n_users,) is in years, ``device`` (n_users,) a place in `DEVICES`. What no
    model is told: ``genre`` (n_apps,); ``taste`` (n_apps, n_genres), which is where an
    app lies between the genres; ``planted`` (n_pairs, 2), pairs (installed, shown).
    ``popularity`` (n_apps,) adds up to 1. A share ``withheld`` of the pairs of apps is
    in no log, whatever their popularity.
    """

    names: tuple
    genre: np.ndarray
    taste: np.ndarray
    popularity: np.ndarray
    planted: np.ndarray
    installed: np.ndarray
    age: np.ndarray
    device: np.ndarray
    strength: float
    bias: float
    pair_rate: float
    withheld: float
    seed: int

    @property
    def n_apps(self):
        """How many apps there are."""
        return len(self.names)

    def rate(self, installed, shown, age=MIDDLE_AGE, device=0):
        """Return the true probability of an install (...), for ``shown`` (...).

        ``installed`` (..., most) has a user's apps, ``age`` and ``device`` (...) the
        rest. A planted pair lifts the rate to ``pair_rate``; otherwise its logit is a
        bias, the mean of the tastes that the user's apps share with the shown one, and
        the effects of age and device.
        """
        has = installed != NONE
        shared = np.einsum("...kg,...g->...k", self.taste[installed], self.taste[shown])
        logit = self.bias + self.strength * (shared * has).sum(-1) / has.sum(-1)
        older = (np.asarray(age) - MIDDLE_AGE) / AGE_SPREAD
        logit = logit + AGE_LOGIT * older * self.taste[shown][..., 0]
        rate = 1 / (1 + np.exp(-logit - DEVICE_LOGITS[device]))
        planted = np.isin(self._pair(installed, shown), self._planted_pairs())
        return np.where(planted.any(-1), np.maximum(rate, self.pair_rate), rate)

    def rates(self, log):
        """Return the true probability of an install for each impression (n,)."""
        user = log.user
        return self.rate(
            self.installed[user], log.shown, self.age[user], self.device[user]
        )

    def pair_rates(self):
        """Return the true rate of each pair of apps (n_apps, n_apps).

        In row i and column a, app a is shown to a user of middle age with a phone and
        no app but i.
        """
        installed, shown = np.indices((self.n_apps, self.n_apps))
        return self.rate(installed[..., None], shown)

    def is_withheld(self, installed, shown):
        """Tell for each of a user's apps (..., most) if no log has the pair."""
        pair = self._pair(installed, shown)
        free = (installed == NONE) | np.isin(pair, self._planted_pairs())
        return ~free & (_scattered(pair, self.seed) < self.withheld)

    def show(self, n, seed, everything=False):
        """Return a `Log` of ``n`` impressions, drawn from ``seed``.

        Popular apps are shown more often. An app is not shown to a user who has it, nor
        where a pair is withheld, unless ``everything`` is wanted.
        """
        rng = np.random.default_rng([self.seed, seed])
        weights = np.sqrt(self.popularity)
        users, apps = np.empty(0, int), np.empty(0, int)
        while len(users) < n:
            user = rng.integers(len(self.installed), size=n)
            shown = rng.choice(self.n_apps, n, p=weights / weights.sum())
            installed = self.installed[user]
            good = (installed != shown[:, None]).all(-1)
            if not everything:
                good &= ~self.is_withheld(installed, shown).any(-1)
            users, apps = np.r_[users, user[good]], np.r_[apps, shown[good]]
        log = Log(users[:n], apps[:n], np.zeros(n))
        return replace(log, label=(rng.random(n) < self.rates(log)).astype(float))

    def pair_counts(self, log):
        """Return how often a log has each pair, installed by shown (n_apps, n_apps)."""
        installed = self.installed[log.user]
        pairs = self._pair(installed, log.shown)[installed != NONE]
        counts = np.bincount(pairs, minlength=self.n_apps**2)
        return counts.reshape(self.n_apps, self.n_apps)

    def _pair(self, installed, shown):
        """Return one number for each pair; below 0 where there is no app."""
        return installed * self.n_apps + np.asarray(shown)[..., None]

    def _planted_pairs(self):
        return self._pair(self.planted[:, :1], self.planted[:, 1]).ravel()


def simulate(
    n_users=20_000,
    n_apps=100,
    n_genres=5,
    most=4,
    base_rate=0.01,
    pair_rate=0.10,
    n_pairs=50,
    strength=2.5,
    spread=0.2,
    withheld=0.2,
    seed=0,
):
    """Return an `AppStore`: the same one for the same numbers.

    Each user has 1 to ``most`` of ``n_apps`` apps. Apart from ``n_pairs`` planted pairs
    with the rate ``pair_rate``, impressions end in an install with probability
    ``base_rate`` on average. ``strength`` is how far a shared taste moves the logit,
    ``spread`` how far the apps of one genre differ. Raises ValueError for numbers that
    make no store.
    """
    if not 1 <= most < n_apps:
        raise ValueError(
            f"most is {most} and n_apps is {n_apps}, but a user has 1 app or more and "
            "the store one that it can still show: choose 1 <= most < n_apps"
        )
    if not 2 <= n_genres <= n_apps:
        raise ValueError(f"n_genres is {n_genres}, but must be from 2 to {n_apps}")
    for name, rate in (("base_rate", base_rate), ("pair_rate", pair_rate)):
        if not 0 < rate < 1:
            raise ValueError(f"{name} is {rate}, but must lie between 0 and 1")
    if not 0 <= withheld < 1:
        raise ValueError(f"withheld is {withheld}, but must be at least 0 and below 1")
    rng = np.random.default_rng([seed, 0])
    genre = np.arange(n_apps) % n_genres
    taste = np.eye(n_genres)[genre] + spread * rng.normal(size=(n_apps, n_genres))
    popularity = 1 / (10 + rng.permutation(n_apps))
    age = rng.uniform(16, 74, n_users)
    store = AppStore(
        names=("netflix", "pandora", *(f"app {i}" for i in range(3, n_apps + 1))),
        genre=genre,
        taste=taste,
        popularity=popularity / popularity.sum(),
        planted=_plant(taste @ taste.T, n_pairs, rng),
        installed=_install(genre, popularity, age, most, rng),
        age=age,
        device=rng.choice(len(DEVICES), n_users, p=[0.7, 0.2, 0.1]),
        strength=strength,
        bias=0.0,
        pair_rate=pair_rate,
        withheld=withheld,
        seed=seed,
    )
    return replace(store, bias=_bias(store, base_rate))


def _plant(shared, n_pairs, rng):
    """Choose pairs that share little taste; the first is netflix, pandora."""
    installed, shown = np.nonzero(shared < np.quantile(shared, 0.5))
    if len(installed) < n_pairs:
        raise ValueError(
            f"n_pairs is {n_pairs}, but only {len(installed)} pairs share little taste"
        )
    chosen = rng.choice(len(installed), n_pairs, replace=False)
    pairs = np.c_[installed[chosen], shown[chosen]]
    others = pairs[(pairs != [0, 1]).any(-1)]
    return np.r_[[[0, 1]], others][:n_pairs]


def _install(genre, popularity, age, most, rng):
    """Draw the apps of each user: popular ones, of the genres that the user likes.

    The largest of log(weight) + Gumbel noise are a draw without replacement.
    """
    n_users, n_genres = len(age), genre.max() + 1
    likes = 0.05 + rng.dirichlet(np.full(n_genres, 0.4), n_users)
    likes[:, 0] *= np.exp((age - MIDDLE_AGE) / AGE_SPREAD)
    installed = np.empty((n_users, most), int)
    size = max(1, BLOCK // len(genre))
    for start in range(0, n_users, size):
        part = slice(start, start + size)
        weights = np.log(likes[part][:, genre] * popularity)
        noisy = weights + rng.gumbel(size=weights.shape)
        installed[part] = np.argsort(-noisy, axis=1)[:, :most]
    count = rng.integers(1, most + 1, n_users)
    return np.where(np.arange(most) < count[:, None], installed, NONE)


def _bias(store, base_rate):
    """Find the bias with which what is shown is installed at the base rate, on average.

    Planted pairs are left out. The mean rises with the bias, so halving finds it.
    """
    log = store.show(20_000, seed=0)
    natural = replace(store, planted=np.empty((0, 2), int))
    low, high = -30.0, 30.0
    for _ in range(50):
        middle = (low + high) / 2
        mean = replace(natural, bias=middle).rates(log).mean()
        low, high = (middle, high) if mean < base_rate else (low, middle)
    return middle


def _scattered(number, seed):
    """Return a number in [0, 1) for each integer, as good as random (mixed bits)."""
    z = np.asarray(number).astype(np.uint64) + np.uint64(seed)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        z = (z + np.uint64(0x9E3779B97F4A7C15)) ^ (z >> np.uint64(shift))
        z = z * np.uint64(factor)
    z ^= z >> np.uint64(31)
    return (z >> np.uint64(11)) * 2.0**-53
