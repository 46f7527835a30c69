"""The exercises and questions, in a folder a chapter; `nnbook.grading` grades them."""

from nnbook.grading.exercise import check

__all__ = ["check"]
