"""The tables of a simulated video site, and the truth behind them."""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from nnbook.data.interactions import UNKNOWN, Interactions
from nnbook.data.videos import words
from nnbook.data.videos.rules import Rules


class Table:
    """Columns of equal length."""

    def __len__(self):
        return len(self._columns()[0][1])

    def take(self, rows):
        """The same table with only these rows (indices or a mask)."""
        return type(self)(**{name: column[rows] for name, column in self._columns()})

    def joined(self, other):
        """This table with the rows of another of its kind below."""
        return type(self)(
            **{
                name: np.concatenate([column, getattr(other, name)])
                for name, column in self._columns()
            }
        )

    def _columns(self):
        return [(field.name, getattr(self, field.name)) for field in fields(self)]


@dataclass(frozen=True)
class Users(Table):
    """Age in years; gender, country and language as numbers of words.GENDERS etc.

    `taste` is the truth: how likely each topic is, (n_users, n_topics), rows sum to 1.
    """

    age: np.ndarray
    gender: np.ndarray
    country: np.ndarray
    language: np.ndarray
    taste: np.ndarray


@dataclass(frozen=True)
class Videos(Table):
    """Topic, language, series (-1: none), episode from 0, upload in days, minutes.

    The truth: `popularity`, how often a video is chosen among its like, and
    `clickbait`, how much more its picture promises than it holds (0 on average).
    """

    topic: np.ndarray
    language: np.ndarray
    series: np.ndarray
    episode: np.ndarray
    uploaded: np.ndarray
    duration: np.ndarray
    popularity: np.ndarray
    clickbait: np.ndarray

    @cached_property
    def next_episode(self):
        """For each video the one that follows in its series, or -1: (n_videos,)."""
        follows = np.append(self.series[1:] == self.series[:-1], False)
        return np.where(follows & (self.series >= 0), np.arange(len(self)) + 1, UNKNOWN)


@dataclass(frozen=True)
class Searches(Table):
    """Who searched when, and the tokens (unigrams, then bigrams), padded with -1."""

    user: np.ndarray
    time: np.ndarray
    tokens: np.ndarray


@dataclass(frozen=True)
class Watches(Table):
    """All watches, by user and time; `home`: clicked on the home page."""

    user: np.ndarray
    video: np.ndarray
    time: np.ndarray
    watch_time: np.ndarray
    home: np.ndarray


@dataclass(frozen=True)
class Impressions(Table):
    """What home pages showed, by user and time; those of a page share its time.

    `previous`: how often the user was shown the video in the 7 days before.
    `since_last`: days since the user's last watch of the video's topic, inf for none.
    `watch_time` in minutes, 0 without a click. The truth: `click_probability`, and
    `time_if_clicked`, the mean.
    """

    page: np.ndarray
    user: np.ndarray
    video: np.ndarray
    time: np.ndarray
    device: np.ndarray
    previous: np.ndarray
    since_last: np.ndarray
    language_match: np.ndarray
    clicked: np.ndarray
    watch_time: np.ndarray
    click_probability: np.ndarray
    time_if_clicked: np.ndarray

    @property
    def expected_watch_time(self):
        """The truth that a ranker should find: expected minutes per impression."""
        return self.click_probability * self.time_if_clicked


@dataclass(frozen=True)
class VideoSite:
    """A video site over `days` days: its tables, its rules and its truth.

    `intercept`: the log odds of a click where nothing speaks for or against it.
    """

    users: Users
    videos: Videos
    searches: Searches
    watches: Watches
    impressions: Impressions
    days: int
    rules: Rules
    intercept: float

    @property
    def n_topics(self):
        """How many topics there are."""
        return self.users.taste.shape[1]

    @cached_property
    def tokens(self):
        """The vocabulary of searches: token i is written tokens[i]."""
        return words.search_vocabulary(self.n_topics)

    def title(self, video):
        """A name for a video, such as "chess, series 3, part 2 (English)"."""
        topic = words.topic_names(self.n_topics)[self.videos.topic[video]]
        series, language = self.videos.series[video], self.videos.language[video]
        part = f"series {series}, part {self.videos.episode[video] + 1}"
        number = part if series >= 0 else f"video {video}"
        return f"{topic}, {number} ({words.LANGUAGES[language]})"

    def interactions(self):
        """The watches as Interactions; of a repeated watch only the first."""
        key = self.watches.user * len(self.videos) + self.watches.video
        first = np.sort(np.unique(key, return_index=True)[1])
        once = self.watches.take(first)
        sizes = {"n_users": len(self.users), "n_items": len(self.videos)}
        return Interactions(once.user, once.video, once.time, **sizes)

    def search_interactions(self):
        """The tokens of all searches as Interactions; token i is written tokens[i]."""
        rows, columns = np.nonzero(self.searches.tokens >= 0)
        return Interactions(
            self.searches.user[rows],
            self.searches.tokens[rows, columns],
            self.searches.time[rows],
            n_users=len(self.users),
            n_items=len(self.tokens),
        )

    def last_watches(self, user, time, count):
        """The videos last watched strictly before, newest first, padded with -1.

        `user` and `time` have n entries; the answer has the shape (n, count).
        """
        watches, span = self.watches, self.days + 1.0
        # One number that sorts like (user, time).
        end = np.searchsorted(watches.user * span + watches.time, user * span + time)
        rows = end[:, None] - 1 - np.arange(count)
        inside = rows >= np.searchsorted(watches.user, user)[:, None]
        return np.where(inside, watches.video[rows.clip(min=0)], UNKNOWN)

    def start_probabilities(self, user, day):
        """The truth of what a user starts to watch on a day: (n_videos,), sum 1.

        Those who are in the middle of a series go on with it instead, with probability
        `rules.go_on`.
        """
        taste, language = self.users.taste[user], self.users.language[user]
        speaks = self.rules.language_choice(language, len(words.LANGUAGES))
        weight = self.rules.daily_weight(self.videos, day)
        cell = self.videos.topic * len(speaks) + self.videos.language
        total = np.bincount(cell, weight, len(taste) * len(speaks))
        share = np.outer(taste, speaks).ravel() * (total > 0)
        return (share / share.sum())[cell] * weight / np.maximum(total, 1e-300)[cell]
