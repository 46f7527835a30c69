# Cell 0 points right, cell 1 up and cell 2 left; video 5 is a long one in cell 1.
SITE = {
    "items": [[2, 0], [3, 1], [0, 2], [-3, 0], [-2, 1], [2.5, 4]],
    "centres": [[2.5, 0.5], [1.25, 3], [-2.5, 0.5]],
    "cells": [[0, 1], [2, 5], [3, 4]],
}


def check_one(code, t):
    "looks into the nearest cell"
    t.equal(
        "search([1, 0], items, centres, cells, 1, 2)",
        [1, 0],
        (
            [1, 5],
            "That is the exact answer: you have looked at all videos. Look only into "
            "the probed cells.",
        ),
        ([3, 2], "These are the scores. Return the positions of the videos."),
        ([0, 1], "Best first: sort the videos by falling score."),
        (
            [3, 4],
            "You take the cell with the smallest inner product: sort the other way.",
        ),
        (
            [4, 3],
            "You take the cell with the smallest inner product: sort the other way.",
        ),
        **SITE,
    )
    t.equal("search([1, 1], items, centres, cells, 1, 3)", [5, 2], **SITE)


def check_two(code, t):
    "pools the videos of two cells"
    t.equal(
        "search([1, 0], items, centres, cells, 2, 3)",
        [1, 5, 0],
        (
            [1, 0, 5],
            "You take cell after cell. Pool the videos of all probed cells, then sort.",
        ),
        (
            [1, 0, 5, 2],
            "That is k for each cell. Pool their videos, sort, and return k in all.",
        ),
        (
            [1, 0],
            "Only one cell was searched: probes says how many.",
        ),
        **SITE,
    )
    t.equal(
        "search([1], [[5], [1], [4], [3]], [[3], [3.5]], [[0, 1], [2, 3]], 2, 3)",
        [0, 2, 3],
    )


def check_all(code, t):
    "is exact where every cell is probed"
    t.equal(
        "search([-1, 0.5], items, centres, cells, 3, 6)",
        [3, 4, 2, 5, 0, 1],
        **SITE,
    )


def check_own_numbers(code, t):
    "goes by cells, not by places"
    t.equal(
        "search([4], [[1], [9], [5], [2]], [[2], [5], [9]], [[0, 3], [2], [1]], 1, 1)",
        [1],
        ([0], "You return a place within the cell. Return what cells[c] lists."),
        (
            [3],
            "Cell 2 fits u best: compare the centres with u, don't take cells in order.",
        ),
        (
            [2],
            "You take the cell at the smallest distance from u. Nearest means the "
            "largest inner product here, as for the videos: that is cell 2.",
        ),
    )
    t.equal(
        "search([2], [[1], [6], [4]], [[2], [1], [8]], [[0], [2], [1]], 1, 1)",
        [1],
    )
