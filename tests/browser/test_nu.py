"""The Nu HTML checker has nothing to say about any page: `make check` fetches it, see scripts/need-html-checker.sh."""

import shutil
import subprocess
from pathlib import Path

import pytest
from stage import ROOT, Archive

pytestmark = pytest.mark.nu

JAR = ROOT / ".cache" / "vnu" / "vnu.jar"
BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java prepares for hours of work otherwise, and works twice as much in these few seconds."""


def messages(folder: Path) -> list[str]:
    """What the checker says of the pages of a folder, one line per message; warnings too."""
    java = shutil.which("java")
    assert java, "no Java: see `make check`"
    assert JAR.exists(), "no HTML checker: see `make check`"
    ran = subprocess.run(  # noqa: S603 # our own words
        [java, "-Xss4m", *BRIEFLY, "-jar", JAR, "--skip-non-html", "--stdout", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


@pytest.mark.parametrize("site", ["archive", "plain", "real", "extremes", "first_day"])
def test_every_page_is_valid_html(request: pytest.FixtureRequest, site: str) -> None:
    archive = request.getfixturevalue(site)
    assert isinstance(archive, Archive)
    assert len(list(archive.folder.rglob("*.html"))) > 5
    assert messages(archive.folder) == []


def test_the_checker_speaks_of_a_bad_page(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<!doctype html><title>x</title><p><div align="left"></p>', encoding="utf-8")
    assert any("align" in line for line in messages(tmp_path))
