def check_three(code, t):
    "gives three unigrams and two bigrams"
    t.equal(
        "tokens('how to knit')",
        ["how", "to", "knit", "how to", "to knit"],
        (
            ["how", "to", "knit", "how to", "how knit", "to knit"],
            "how and knit are no neighbours: a bigram is two words side by side.",
        ),
        (
            ["how", "to", "knit", "how to", "to knit", "knit how"],
            "The last word has nobody to its right: no bigram goes round to the front.",
        ),
        (["how to", "to knit"], "The unigrams are missing."),
        (["how", "to", "knit"], "The bigrams are missing."),
        (
            ["how", "to", "knit", ("how", "to"), ("to", "knit")],
            "A bigram is text too: join its two words by one space.",
        ),
        (
            [["how", "to", "knit"], ["how to", "to knit"]],
            "One list for all tokens, please: unigrams + bigrams.",
        ),
        (
            ["how", "to", "knit", "how to"],
            "to knit is missing: each word but the last begins a bigram.",
        ),
        (
            ["how", "to", "knit", "howto", "toknit"],
            "Join the two words of a bigram by a space, or other words look like them.",
        ),
        (
            ["how", "how to", "to", "to knit", "knit"],
            "Everything is there; put all unigrams before the bigrams.",
        ),
    )
    t.equal(
        "tokens('learn to play chess')",
        ["learn", "to", "play", "chess", "learn to", "to play", "play chess"],
    )


def check_capitals(code, t):
    "takes Jazz and jazz for the same word"
    t.equal(
        "tokens('Jazz Piano')",
        ["jazz", "piano", "jazz piano"],
        (
            ["Jazz", "Piano", "Jazz Piano"],
            "Make it lower-case first, or Jazz and jazz get different embeddings.",
        ),
        (
            ["jazz", "piano", "Jazz Piano"],
            "The bigrams are made of the old words. Make all of it lower-case first.",
        ),
    )
    t.equal("tokens('My CAT')", ["my", "cat", "my cat"])


def check_spaces(code, t):
    "does not care how many spaces there are"
    empty = "That has empty tokens: split(), not split(' ')."
    t.equal(
        "tokens('jazz  piano')",
        ["jazz", "piano", "jazz piano"],
        (["jazz", "", "piano", "jazz ", " piano"], empty),
    )
    t.equal(
        "tokens(' jazz piano')",
        ["jazz", "piano", "jazz piano"],
        (["", "jazz", "piano", " jazz", "jazz piano"], empty),
    )
    t.equal("tokens('  jazz   piano ')", ["jazz", "piano", "jazz piano"])


def check_short(code, t):
    "makes one token of one word and none of nothing"
    t.equal("tokens('jazz')", ["jazz"], (IndexError, "One word has no bigram."))
    t.equal("tokens('')", [], ([""], "Use split(), which gives no empty words."))
    t.equal("tokens(' ')", [])
