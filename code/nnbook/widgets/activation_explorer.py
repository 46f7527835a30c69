"""Chapter 2's widget: activation functions, their derivatives and a tangent."""

import numpy as np
from traitlets import (
    Bool,
    Float,
    List,
    TraitError,
    TraitType,
    Unicode,
    default,
    validate,
)

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import known, within

FUNCTIONS = (
    "step",
    "logistic",
    "tanh",
    "relu",
    "leaky_relu",
    "gelu",
    "gelu_tanh",
    "silu",
)
Z = np.linspace(-6, 6, 481)  # where the front end draws the curves


class SampledFunction(TraitType):
    """A function of the reader's, kept as its samples: those need no Python to draw.

    Takes a function of a number or of a numpy array; ``None`` means none.
    """

    default_value = None
    allow_none = True
    info_text = "a function of z, such as np.sin, or None"

    def validate(self, obj, value):
        """Return ``value`` as samples; what is sampled already stays as it is."""
        if isinstance(value, dict):
            return value
        if callable(value):
            return sample(value)
        self.error(obj, value)


class ActivationExplorer(BookWidget, front_end="activation-explorer"):
    """Curves and derivatives of activation functions with a point to drag.

    ``f`` lists what is drawn, any of step, logistic, tanh, relu, leaky_relu, gelu,
    gelu_tanh, silu; its first entry carries the point. ``z`` is the point's place in
    [-6, 6], ``gamma`` the slope of the leaky ReLU on the left, in [0, 0.5]; numbers
    outside are moved to the nearest end. Give your own function as ``own`` to see it
    beside them (``f`` calls it "own"): it is sampled here, so it also shows where no
    Python runs.
    """

    f = List(Unicode(), ["logistic"]).tag(sync=True)
    z = Float(-4.0).tag(sync=True)
    gamma = Float(0.1).tag(sync=True)
    derivative = Bool(True).tag(sync=True)
    own = SampledFunction().tag(sync=True)

    @default("description")
    def _description(self):
        names = [self.own["name"] if name == "own" else name for name in self.f]
        return (
            "Interactive figure: curves of the activation functions above the curves "
            "of their derivatives, with a point to drag and its tangent. "
            f"It starts with {', '.join(names) or 'none'} at z = {self.z:g}."
        )

    def __init__(self, own=None, **traits):
        if own is not None:
            traits = {"f": ["own"], **traits, "own": own}
        super().__init__(**traits)

    @validate("f")
    def _check_f(self, proposal):
        for name in proposal["value"]:
            if name != "own":
                known("f", name, FUNCTIONS)
            elif self.own is None:
                raise TraitError(
                    "f lists 'own', but there is no function of yours: "
                    "give one, as in ActivationExplorer(own=np.sin)"
                )
        return list(dict.fromkeys(proposal["value"]))

    @validate("z")
    def _check_z(self, proposal):
        return within("z", proposal["value"], -6, 6)

    @validate("gamma")
    def _check_gamma(self, proposal):
        return within("gamma", proposal["value"], 0, 0.5)


def sample(own):
    """Return ``own``'s name, values and slopes at `Z` (central differences).

    Raises ValueError where it does not give one number for each z.
    """
    h = 1e-5
    name = getattr(own, "__name__", "own")
    return {
        "name": "yours" if name == "<lambda>" else name,
        "f": _plain(_values(own, Z)),
        "df": _plain((_values(own, Z + h) - _values(own, Z - h)) / (2 * h)),
    }


def _values(own, z):
    with np.errstate(all="ignore"):
        try:
            values = own(z)
        except (TypeError, ValueError):  # made for one number: math.exp, or with an if
            values = [own(number) for number in z.tolist()]
        values = np.asarray(values, dtype=float)
    if values.shape != z.shape:
        raise ValueError(
            f"own(z) must return one value for each of the {z.size} values of z, but "
            f"its result has shape {values.shape}; use functions that work element by "
            "element, such as np.exp or np.maximum"
        )
    return values


def _plain(values):
    # JSON has no NaN and no infinity: the curve has a gap there.
    return [v if np.isfinite(v) else None for v in values.tolist()]
