"""What `bulletin` and `python -m builder` run: the version at once, all else by the command line."""

import gc
import sys

from builder import __version__


def run() -> None:
    """Run the words typed; the version alone is told without importing what reads them."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"bulletin {__version__}\n")
        return
    from builder.cli import run as run_command  # noqa: PLC0415 # Click takes three times as long as Python itself

    try:
        run_command()
    finally:
        gc.freeze()  # Python looks for circles once more when it ends: a tenth of an edit, and for nobody


if __name__ == "__main__":
    run()
