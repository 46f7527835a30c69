"""The rules by which the simulated site and its users behave."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Rules:
    """What is planted into a simulated video site.

    Choosing what to watch:

    - `freshness`, `fresh_days`: on a video's first day it is chosen 1 + freshness times
      as often as an old one; the surplus falls by a factor e in fresh_days days;
    - `late_start`: how much rarer a series is begun at a later episode;
    - `go_on`: after an episode, the probability to watch the next one;
    - `own_language`: the share of watches in the user's own language;
    - `search`: the share of starts that a search precedes.

    Clicking on the home page (effects on the log odds of a click):

    - `click_rate`: the mean probability of a click;
    - `click_taste`, `click_popularity`, `click_clickbait`, `click_fresh`, `click_next`
      (the next episode of the series last watched), `click_foreign` (another language),
      `click_recent` (topic watched lately), `click_tired` (for each e-folding of
      impressions in the week before).
    """

    freshness: float = 8.0
    fresh_days: float = 3.0
    late_start: float = 0.15
    go_on: float = 0.7
    own_language: float = 0.9
    search: float = 0.3
    click_rate: float = 0.02
    click_taste: float = 0.7
    click_popularity: float = 0.2
    click_clickbait: float = 0.4
    click_fresh: float = 0.6
    click_next: float = 1.0
    click_foreign: float = -1.0
    click_recent: float = 0.5
    click_tired: float = -0.3

    def fresh_factor(self, age):
        """How many times as often a video of this age (days) is chosen as an old one.

        0 before its upload.
        """
        age = np.asarray(age, dtype=float)
        factor = 1 + self.freshness * np.exp(-age.clip(min=0) / self.fresh_days)
        return np.where(age >= 0, factor, 0.0)

    def daily_weight(self, videos, day):
        """How often each video is started on a day, among its like: (n_videos,).

        Set at midnight: a video is found from the day after its upload on.
        """
        later = np.where(videos.episode > 0, self.late_start, 1.0)
        return videos.popularity * later * self.fresh_factor(day - videos.uploaded)

    def language_choice(self, language, n_languages):
        """The probability of each language to be chosen by those who speak one."""
        other = (1 - self.own_language) / (n_languages - 1)
        own = np.arange(n_languages) == np.asarray(language)[..., None]
        return np.where(own, self.own_language, other)
