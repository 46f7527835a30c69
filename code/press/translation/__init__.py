"""Editions in other languages, made of the English sources and gettext catalogues.

English is the only source and itself the key: a message is a block of Markdown, a text
in code, a label. ``locale/LANGUAGE/*.po`` has its translation, and where there is none
the edition shows the English. `sources` finds every message, `catalogue` reads and
writes the .po files, `update`, `check` and `batch` are what `press.translate` does.
"""
