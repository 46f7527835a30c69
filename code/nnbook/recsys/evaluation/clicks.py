"""How good predictions of a label are that is 0 or 1."""

import numpy as np
from sklearn.metrics import roc_auc_score


def scores(logits, label):
    """Area under the ROC curve, and accuracy at probability one half."""
    accuracy = np.mean((logits > 0) == label)
    return {"auc": float(roc_auc_score(label, logits)), "accuracy": float(accuracy)}
