"""Reference values for tests/js/graph.test.mjs: formulas differentiated by torch.

Random formulas of every operation, and those of the widget, each with the result and
its derivatives by torch in float64, and by nnbook's engine where it has the operations.
"""

import numpy as np
import torch

from nnbook import ops
from nnbook.tensor import Tensor, recorded

FORMULAS = 300
NAMES = ("a", "b", "c")
UNARY = ("exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid", "relu", "-")
BINARY = ("+", "-", "*", "/", "^", "max", "min")
WIDGET = (
    ("t = x + y; z = t^2", {"x": 2, "y": 3}),
    ("z = x*y + x", {"x": 2, "y": 3}),
    ("y = 1 / (1 + exp(-1 * x))", {"x": 1}),
    ("y = sigmoid(w*x + b); L = (y - t)^2", {"w": 2, "x": 1.5, "b": -1, "t": 0}),
    (
        "e = exp(a); p = e / (e + exp(b) + exp(c)); L = -log(p)",
        {"a": 1, "b": 2, "c": 0},
    ),
    ("max(x, 3) * max(x, y) - min(y, x)", {"x": 2, "y": 2}),
    ("x^y / y^0.5", {"x": 1.7, "y": 2.5}),
    ("-x^2 + 2^-x - -x", {"x": 3}),
)


def _both(f):
    # A formula may apply a function to numbers alone, which torch does not take.
    def of_tensors(*operands):
        return f(*(torch.as_tensor(x, dtype=torch.float64) for x in operands))

    return of_tensors


TORCH = {
    name: _both(f)
    for name, f in {
        "exp": torch.exp,
        "log": torch.log,
        "sqrt": torch.sqrt,
        "sin": torch.sin,
        "cos": torch.cos,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
        "relu": torch.relu,
        "max": torch.maximum,
        "min": torch.minimum,
    }.items()
}
ENGINE = {
    "exp": recorded(ops.exp),
    "log": recorded(ops.log),
    "max": recorded(ops.maximum),
    "min": lambda a, b: -recorded(ops.maximum)(-a, -b),
    "sqrt": lambda a: a**0.5,
    "sigmoid": lambda a: 1 / (1 + recorded(ops.exp)(-a)),
}


def graphs():
    """All formulas, each with its variables' values, its value and its slopes."""
    rng = np.random.default_rng(4)
    cases = [case(formula, at) for formula, at in WIDGET]
    while len(cases) < FORMULAS + len(WIDGET):
        formula = random_formula(rng, depth=rng.integers(1, 5))
        at = {name: round(float(rng.uniform(-3, 3)), 3) for name in NAMES}
        at = {name: value for name, value in at.items() if name in letters(formula)}
        if at and any(mark in formula for mark in "+-*/^("):
            found = case(formula, at)
            numbers = [found["value"], *found["torch"].values()]
            if np.isfinite(numbers).all() and np.abs(numbers).max() < 1e6:
                cases.append(found)
    return cases


def letters(formula):
    """The names in a formula that are one letter long."""
    words = "".join(c if c.isalnum() else " " for c in formula).split()
    return {word for word in words if word in NAMES}


def random_formula(rng, depth):
    """A formula over NAMES and numbers with at most `depth` operations nested."""
    if depth == 0 or rng.random() < 0.1:
        number = f"{rng.uniform(0.1, 3):.2f}"
        return str(rng.choice(NAMES)) if rng.random() < 0.75 else number
    inner = [random_formula(rng, depth - 1) for _ in range(2)]
    if rng.random() < 0.4:
        op = rng.choice(UNARY)
        return f"-({inner[0]})" if op == "-" else f"{op}({inner[0]})"
    op = rng.choice(BINARY)
    if op in ("max", "min"):
        return f"{op}({inner[0]}, {inner[1]})"
    return f"({inner[0]} {op} {inner[1]})"


def case(formula, at):
    """One formula with its value and its slopes by torch and, where it can, nnbook."""
    leaves = {
        name: torch.tensor(float(value), dtype=torch.float64, requires_grad=True)
        for name, value in at.items()
    }
    result = evaluate(formula, leaves, TORCH)
    slopes = torch.autograd.grad(result, leaves.values(), allow_unused=True)
    found = {
        "expression": formula,
        "at": at,
        "value": result.item(),
        "torch": {
            name: 0.0 if slope is None else slope.item()
            for name, slope in zip(leaves, slopes, strict=True)
        },
    }
    if not any(name + "(" in formula for name in set(TORCH) - set(ENGINE)):
        found["nnbook"] = by_engine(formula, at)
    return found


def by_engine(formula, at):
    """The slopes by nnbook's tape."""
    leaves = {name: Tensor(np.array(float(value))) for name, value in at.items()}
    with np.errstate(all="ignore"):  # formulas without a value are left out later
        evaluate(formula, leaves, ENGINE).backward()
    return {
        name: 0.0 if leaf.grad is None else leaf.grad.item()
        for name, leaf in leaves.items()
    }


def evaluate(formula, leaves, functions):
    """The last definition's value, with Python's own parser."""
    names = {**functions, **leaves}
    for part in formula.replace("^", "**").split(";"):
        name, equals, right = part.partition("=")
        value = eval(right if equals else part, {"__builtins__": {}}, names)
        names[name.strip()] = value
    return value
