"""Chapter 2's widget: activation functions, their derivatives and a tangent."""

import numpy as np
from traitlets import default

from nnbook.activations import ACTIVATIONS
from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Data, Flag, Listing, Number

Z = np.linspace(-6, 6, 481)  # where the front end draws the curves


class SampledFunction(Data):
    """A function of the reader's, kept as its samples: those need no Python to draw.

    Takes a function of a number or of a numpy array; ``None`` means none.
    """

    def __init__(self, **more):
        super().__init__(None, noun="a function of z, such as np.sin, or None", **more)

    def fit(self, name, value, obj=None):
        """Return ``value`` as samples; what is sampled already stays as it is."""
        if callable(value):
            return sample(value)
        if value is not None and not isinstance(value, dict):
            self.refuse(name, value)
        return value


class ActivationExplorer(BookWidget, front_end="activation-explorer"):
    """Curves and derivatives of activation functions with a point to drag.

    Give your own function as ``own`` to see it beside them (``f`` calls it "own"): it
    is sampled here, so it also shows where no Python runs.
    """

    f = Listing(
        Choice([*ACTIVATIONS, "own"], "logistic", needs={"own": "own"}),
        ["logistic"],
        0,
        len(ACTIVATIONS) + 1,
        distinct=True,
        noun="functions",
        help="what is drawn; the first carries the point",
    )
    z = Number(-4.0, *Z[[0, -1]].tolist(), help="the point's place")
    gamma = Number(0.1, 0, 0.5, help="the slope of the leaky ReLU on the left")
    derivative = Flag(True, help="whether the derivatives are drawn")
    own = SampledFunction(help="a function of yours")

    @default("description")
    def _description(self):
        names = [self.own["name"] if name == "own" else name for name in self.f]
        return _(
            "Interactive figure: curves of the activation functions above "
            "the curves of their derivatives, with a point to drag and its "
            "tangent. It starts with {names} at z = {z:g}.",
            names=", ".join(names) or _("none"),
            z=self.z,
        )

    def __init__(self, own=None, **traits):
        if own is not None:
            traits = {"f": ["own"], **traits, "own": own}
        super().__init__(**traits)


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
