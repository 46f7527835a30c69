"""A model beside what it has to beat, on each user's last event, which nobody saw."""

import textwrap

import numpy as np

from nnbook.data.splits import leave_last_out
from nnbook.recsys.evaluation.last_watches import label_ranks, last_steps
from nnbook.recsys.evaluation.metrics import estimate, gains, hits
from nnbook.recsys.models.baselines import Popularity, SequenceKNN

METRICS = {
    "HR@10": lambda ranks: hits(ranks, 10),
    "NDCG@10": lambda ranks: gains(ranks, 10),
    "Recall@50": lambda ranks: hits(ranks, 50),
}
OPPONENTS = {"popularity": Popularity, "sequence kNN": SequenceKNN}
WIDTH = 68  # of a line of the report, which fits the page of a book
ERRORS = 2  # standard errors that a difference has to be away from 0


def report(make_scorer, events, repeats="skip"):
    """The METRICS of a model and of the OPPONENTS: a dict, as JSON.

    `events`: the whole log, in order. Each user's last event is asked for, with what
    stood before it; the last but one was for validation; the opponents are made of the
    rest, as the model was. `make_scorer(last)` gives what scores by the model, told
    what else is known of the events `last` before they begin. `repeats` as of
    `last_steps`.

    {"asked": users, "repeated": users whose last event is one that they had before, and
    who are not asked, "results": {name: {metric: [mean, standard error]}}, "over":
    {opponent: {metric: [mean of the users' differences, its standard error]}},
    "verdict": what that means}. Raises ValueError where fewer than two are asked.
    """
    training, ((before, last), _) = last_steps(events, 2, repeats)
    if len(last) < 2:
        raise ValueError(
            f"of {events.n_users} users {len(last)} can be asked for a last event: a "
            "report needs 2 or more users with two different items each"
        )
    scorers = {"model": make_scorer(last)}
    scorers |= {name: make(training) for name, make in OPPONENTS.items()}
    ranks = {
        name: label_ranks(scorer, before, last, repeats=repeats)
        for name, scorer in scorers.items()
    }
    values = {
        name: {metric: of(found) for metric, of in METRICS.items()}
        for name, found in ranks.items()
    }
    over = {
        name: {m: numbers(values["model"][m] - values[name][m]) for m in METRICS}
        for name in OPPONENTS
    }
    return {
        "asked": len(last),
        "repeated": len(leave_last_out(events)[1]) - len(last),
        "results": {
            name: {metric: numbers(found) for metric, found in row.items()}
            for name, row in values.items()
        },
        "over": over,
        "verdict": verdict(over),
    }


def numbers(values):
    """[mean, standard error] of values (n,), with five digits."""
    return [round(float(x), 5) for x in estimate(values)]


def earlier(searches, last):
    """The searches of each user before the time of the event in `last`."""
    if searches is None:
        return None
    time = np.full(searches.n_users, -np.inf)
    time[last.user] = last.time
    return searches.take(searches.time < time[searches.user])


def loses(over):
    """{opponent: metrics} of what the model loses to.

    That is what is better by more than ERRORS standard errors in one of the METRICS. Or
    neither is in any, and it has the better mean in most of them.
    """
    found = {}
    for name, row in over.items():
        worse = [m for m, (mean, error) in row.items() if mean < -ERRORS * error]
        below = [m for m, (mean, _) in row.items() if mean < 0]
        if not worse and not beats(row) and 2 * len(below) > len(row):
            worse = below
        if worse:
            found[name] = worse
    return found


def beats(row):
    """The metrics in which the model is better by more than ERRORS standard errors."""
    return [m for m, (mean, error) in row.items() if mean > ERRORS * error]


def verdict(over):
    """What the differences mean, in plain words."""
    lost, sentences = loses(over), []
    for name, row in over.items():
        if name in lost:
            told = f"loses to {name}: {differences(row, lost[name])}."
        elif better := beats(row):
            told = f"beats {name}: {differences(row, better)}."
        else:
            told = (
                f"is not shown to beat {name}: {differences(row, row)} may be chance."
            )
        sentences.append(f"The model {told}")
    if lost:
        sentences.append(
            f"Do not ship it: {' or '.join(lost)} finds more and costs less. Give it "
            "more data, or another recipe."
        )
    return " ".join(sentences)


def differences(row, metrics):
    """ "HR@10 -0.012 ± 0.004, ..." of these metrics."""
    told = (
        f"{metric} {row[metric][0]:+.3f} ± {row[metric][1]:.3f}" for metric in metrics
    )
    return ", ".join(told)


def as_text(found):
    """A report as a table, and its verdict."""
    rows = {f"{found['asked']:,} users asked": [f"{metric:>6}" for metric in METRICS]}
    for name, row in found["results"].items():
        rows[name] = [f"{row[m][0]:6.3f} ± {row[m][1]:.3f}" for m in METRICS]
    for name, row in found["over"].items():
        differences = [f"{row[m][0]:+6.3f} ± {row[m][1]:.3f}" for m in METRICS]
        rows[f"model - {name}"] = differences
    width = max(map(len, rows))
    lines = [
        f"{name:{width}}" + "".join(f"  {cell:14}" for cell in cells)
        for name, cells in rows.items()
    ]
    if found["repeated"]:
        lines += wrapped(
            f"{found['repeated']:,} users are not asked: they came back to what they "
            "had. If that is what you want to recommend, train with --repeats label."
        )
    lines += wrapped(found["verdict"])
    return "\n".join(line.rstrip() for line in lines)


def wrapped(sentences):
    """An empty line, then the sentences in lines of about the table's width."""
    return ["", *textwrap.wrap(sentences, WIDTH, break_on_hyphens=False)]
