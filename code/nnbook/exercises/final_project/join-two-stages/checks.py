SCORES = [0.9, 0.2, 0.8, 0.1, 0.7, 0.6]
WORTH = [9.0, 0.8, 0.1, 0.6, 0.5, 0.15]


def check_both(code, t):
    "retrieval chooses, ranking puts in order"
    t.equal(
        "recommend(scores, {0}, minutes, 4, 2)",
        [1, 4],
        ([2, 4], "That is the order of retrieval. Sort the candidates by minutes."),
        (
            [1, 3],
            "Video 3 is none of the 4 with the best scores. Ranking sees only what "
            "retrieval hands on.",
        ),
        (
            [3, 1],
            "These are places in the list of candidates. Return the videos that stand "
            "there.",
        ),
        ([1, 4, 5, 2], "In the right order, but the page has n places: the best n."),
        ([0, 4], "Video 0 has been seen, and it is offered again."),
        ([4, 5], "Leave out what was seen *before* cutting off: 4 are to be left."),
        ([4, 1], "Scores and minutes are mixed: only minutes order the candidates."),
        ([2, 5], "The most minutes come first: sort the other way round."),
        scores=SCORES,
        minutes=WORTH.__getitem__,
    )
    t.equal(
        "recommend([0.5, 0.9, 0.6, 0.3, 0.8], {4}, minutes, 3, 2)",
        [0, 2],
        minutes=[4, 1, 3.5, 9, 2].__getitem__,
    )


def check_cost(code, t):
    "asks the ranker once for each candidate"
    asked = []

    def minutes(video):
        asked.append(video)
        return WORTH[video]

    code.recommend(SCORES, {0}, minutes, 4, 2)
    if sorted(set(asked)) != [1, 2, 4, 5]:
        t.fail(f"You ask for the minutes of {sorted(set(asked))}, not of [1, 2, 4, 5].")
    if len(asked) > 4:
        t.fail(f"You ask {len(asked)} times about 4 candidates: once each is enough.")


def check_few(code, t):
    "gives fewer where fewer are left"
    t.equal("recommend([0.5, 0.4], {1}, minutes, 3, 2)", [0], minutes=WORTH.__getitem__)
