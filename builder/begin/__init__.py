"""New files for editors: a whole site to begin with, and what it grows by."""
