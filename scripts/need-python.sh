#!/bin/sh
# need-python.sh PYTHON: say in plain words what is missing for a virtual environment, if anything.
set -eu
python=$1

if ! command -v "$python" >/dev/null 2>&1; then
    echo "There is no '$python' here. Python 3.11 or newer is needed." >&2
    echo "On Debian: apt-get install python3 python3-venv" >&2
    echo "Is it there under another name? Then: make PYTHON=python3.12 …" >&2
    exit 1
fi

if ! "$python" -c 'pass' >/dev/null 2>&1; then
    echo "'$python' is here but does not run. Try: $python -V" >&2
    exit 1
fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "'$python' is $("$python" -V 2>&1); Python 3.11 or newer is needed." >&2
    echo "Is a newer one installed beside it? Then: make PYTHON=python3.12 …" >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "'$python' cannot make a virtual environment: its venv or ensurepip module is missing." >&2
    echo "On Debian: apt-get install python3-venv" >&2
    exit 1
fi
