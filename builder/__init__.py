"""A static site generator for council bulletins."""

__version__ = "0.1.0"
