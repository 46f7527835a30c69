"""Wide & Deep on UCI Adult: what the columns are, and which recipes are compared.

All of a recipe was chosen on validation data; its variants are the ablations.
"""

from dataclasses import replace

from nnbook.data.adult import CATEGORICAL
from nnbook.data.labelled import Schema
from nnbook.recsys.training.wide_deep import WideDeepRecipe

AMOUNTS = ("capital_gain", "capital_loss")
BINNED = ("age", "hours_per_week")
NUMBERS = (*BINNED, "education_num", *AMOUNTS)
SCHEMA = Schema(
    label="income",
    categorical=tuple(CATEGORICAL),
    numbers=(*NUMBERS, "fnlwgt"),
    binned=BINNED,
    exact=AMOUNTS,
)

# The wide part of "both" memorizes what the deep part cannot see; alone, it needs the
# other columns, too.
BOTH = WideDeepRecipe(SCHEMA, columns=AMOUNTS, numbers=NUMBERS)
WIDE = replace(BOTH, columns=None, hidden=())
DEEP = replace(BOTH, columns=())
MODELS = {"wide": WIDE, "deep": DEEP, "both": BOTH}

CROSSES = (
    ("education", "occupation"),
    ("age", "marital_status"),
    ("age", "education"),
    ("occupation", "hours_per_week"),
    ("education", "relationship"),
)
EXACT = (*CATEGORICAL, *AMOUNTS)
ABLATIONS = {
    "both, quantiles for pieces": replace(BOTH, piecewise=False),
    "both, amounts seen 10 times": replace(BOTH, min_count=10),
    "both, all columns wide": replace(BOTH, columns=None),
    "both, crosses of columns": replace(BOTH, crosses=CROSSES),
    "both, crosses of columns, L1": replace(BOTH, crosses=CROSSES, l1=5.0),
    "both, fnlwgt": replace(BOTH, numbers=None),
    "both, no dropout": replace(BOTH, dropout=0.0),
    "both, last weights, no average": replace(BOTH, average=0.0),
    "both, layers 512 and 256": replace(BOTH, hidden=(512, 256)),
    "both, exact amounts deep, too": replace(BOTH, embedded=EXACT),
    "deep, exact amounts deep": replace(DEEP, embedded=EXACT),
    "wide, crosses of columns": replace(WIDE, crosses=CROSSES),
}
