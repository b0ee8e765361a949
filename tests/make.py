"""Makes sites for tests: the good site of `sites/base`, whole or with one thing changed."""

import hashlib
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from builder.build import build
from builder.problems import Problem, as_data
from builder.publish.write import manifest
from builder.report import CACHE, Options, Report

SITES = Path(__file__).parent / "sites"
TODAY = datetime(2026, 11, 23)  # noqa: DTZ001 # the hour of a build is civil, in the site's own zone
EXPECTED = "problems.txt"
"""What is wrong with a broken site, beside its files."""


def site(project: Path, *overlays: Path) -> Path:
    """The good site in a new folder, with the files of each overlay laid over it."""
    shutil.copytree(SITES / "base", project)
    for overlay in overlays:
        shutil.copytree(overlay, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    return project


def built(project: Path, output: Path) -> Report:
    """The site built on a fixed day, in this process."""
    return build(project, Options(output=output, today=TODAY, jobs=1))


def content_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, without the memory of builds, for comparing byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and CACHE not in path.relative_to(folder).parts
    }


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """SHA-256 of every file."""
    return {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """The manifest that a folder of these files has."""
    return manifest({path: (len(files[path]), sha256) for path, sha256 in digests(files).items()})


def line_of(found: Problem) -> str:
    """A problem as one line: place, severity, code, message, hint."""
    data = as_data(found, "en")
    place = f"{data['file']}:{data['line']}:{data['column']}"
    hint = f" | {data['hint']}" if data["hint"] else ""
    return f"{place}: {data['severity']}[{data['code']}]: {data['message']}{hint}"
