"""What makes the book's pages: the Sphinx extension, the front end's sources, the PDF.

It is never part of the package that a reader installs.
"""
