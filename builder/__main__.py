"""`python -m builder` does what `bulletin` does."""

from builder.cli import run

run()
