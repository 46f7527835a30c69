def mse(predictions, targets):
    """Return the mean of the squared errors."""
    if len(predictions) != len(targets):
        raise ValueError("there must be one target for each prediction")
    errors = [p - y for p, y in zip(predictions, targets)]
    return sum(e * e for e in errors) / len(errors)
