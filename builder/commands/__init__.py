"""Groups of commands beside `build`, `check` and `serve`: one file each, hung into `cli.py`."""
