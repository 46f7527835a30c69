def check_even(code, t):
    "cuts 6 examples into 3 pairs"
    t.equal(
        "batches([1, 2, 3, 4, 5, 6], 2)",
        [[1, 2], [3, 4], [5, 6]],
        (
            [[1, 2, 3], [4, 5, 6]],
            "size is how many examples a batch has, not how many batches there are.",
        ),
        (
            [[1, 2], [2, 3], [3, 4], [4, 5], [5, 6], [6]],
            "Your batches overlap: go on by size, not by 1.",
        ),
        ([[1, 2], [2, 3], [3, 4]], "Your batches overlap: go on by size, not by 1."),
        (
            [[1, 4], [2, 5], [3, 6]],
            "Take neighbours: the first batch is the first two examples.",
        ),
        ([[1, 2, 3], [3, 4, 5], [5, 6]], "A slice ends before its end: no + 1 there."),
        (
            [[1], [3], [5]],
            "A slice ends before its end already: `examples[0:2]` has two. No - 1 there.",
        ),
        (
            [[], [], [], []],
            "clear() empties the batch in your result as well: begin a new list, [].",
        ),
        (
            [[1, 3, 5], [2, 4, 6]],
            "Take neighbours, `examples[i : i + size]`, not every size-th example.",
        ),
        ([[1, 2], [], []], "A slice goes from i to where the batch ends: i + size."),
        (
            [1, 2, 3, 4, 5, 6],
            "Keep the batches apart: append each slice, don't add it.",
        ),
        ([[1, 2], [3, 4], [5, 6], []], "There is an empty batch at the end."),
    )


def check_rest(code, t):
    "keeps a smaller batch at the end"
    t.equal(
        "batches([1, 2, 3, 4, 5], 2)",
        [[1, 2], [3, 4], [5]],
        ([[1, 2], [3, 4]], "The last example is lost: the last batch may be smaller."),
        (
            [[1, 2], [3, 4], [5, 1]],
            "The last batch is filled up from the front, so 1 comes twice.",
        ),
    )


def check_large(code, t):
    "gives one batch where size is larger than the data"
    t.equal(
        "batches([1, 2], 10)",
        [[1, 2]],
        ([], "Nothing is left: the last batch may be smaller than size."),
    )


def check_one(code, t):
    "makes batches of a single example"
    t.equal(
        "batches([1, 2, 3], 1)",
        [[1], [2], [3]],
        (ValueError, "A size of 1 is allowed: refuse what is below 1."),
    )


def check_size(code, t):
    "refuses a size below 1"
    advice = "Say that size must be at least 1: `if size < 1: raise ValueError(...)`."
    t.raises("batches([1, 2], 0)", ValueError, advice)
    t.raises("batches([1, 2], -2)", ValueError, advice)
