"""What tests share."""

from pathlib import Path

import pytest
from make import built, site

pytest_plugins = ["stage"]


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the good site; not to be changed."""
    folder = tmp_path_factory.mktemp("good")
    report = built(site(folder / "site"), folder / "output")
    assert report.problems == ()
    assert report.written
    return folder / "output"
