"""How messages write values."""

import numbers
import reprlib

from nnbook.grading.plain_array import Array, from_numpy, is_numpy
from nnbook.grading.wire import Opaque


class _Show(reprlib.Repr):
    """Write values short, with six digits, never raising."""

    def __init__(self):
        super().__init__()
        self.maxlist = self.maxtuple = self.maxdict = 10
        self.maxstring = self.maxother = 80

    def repr1(self, value, level):
        if isinstance(value, Opaque):
            return value.text
        if is_numpy(value):
            value = from_numpy(value)
        if isinstance(value, Array):
            return f"array({self.repr1(value.tolist(), level)})"
        if isinstance(value, numbers.Real) and not isinstance(value, bool | int):
            return f"{float(value):.6g}"
        return super().repr1(value, level)


show = _Show().repr
