"""The commands by what they are for, one file each; `cli.py` imports one when it is given."""

GOOD, CONTENT, USAGE, DISK, OURS = 0, 1, 2, 3, 70
"""What a command ends with."""
