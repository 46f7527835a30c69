"""Stands in for the module that the kernels of Colab have loaded."""
