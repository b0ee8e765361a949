"""Search without a server: the pages of it, and the files its script reads.

The format of the files, and what a theme's script does with them, is described in docs/search.md.
"""
