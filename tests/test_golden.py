"""The good site under the default theme, byte for byte. `make golden` writes it anew; review it like code."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from make import SITES, built, content_of, site

EXPECTED = SITES / "golden"
TEXT = (".html", ".css", ".svg", ".json", ".txt", ".xml", ".ics")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("golden")
    project = site(folder / "site")
    settings = project / "content" / "site.yaml"
    themed = re.sub(
        r"^theme: .*$", "theme: gazette", settings.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    settings.write_text(themed, encoding="utf-8")
    report = built(project, folder / "output")
    assert report.problems == ()
    return content_of(folder / "output")


def pages(archive: dict[str, bytes]) -> dict[str, bytes]:
    """Pages, feeds and sitemaps; assets and open data are known by their digests in the manifest."""
    kinds = (".html", ".xml", ".ics", "robots.txt", "manifest.json")
    return {path: data for path, data in archive.items() if path.endswith(kinds)}


def test_the_archive_is_the_expected_one(archive: dict[str, bytes]) -> None:
    if os.environ.get("GOLDEN"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, data in pages(archive).items():
            target = EXPECTED / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    expected = content_of(EXPECTED)
    assert sorted(pages(archive)) == sorted(expected)
    for path, data in pages(archive).items():
        assert data.decode() == expected[path].decode(), path


def test_the_manifest_lists_every_other_file(archive: dict[str, bytes]) -> None:
    listed = json.loads(archive["manifest.json"])["files"]
    assert sorted(listed) == sorted(set(archive) - {"manifest.json"})
    assert all(listed[path]["bytes"] == len(archive[path]) for path in listed)


def test_nothing_in_the_archive_is_of_a_kind_nobody_knows(archive: dict[str, bytes]) -> None:
    kinds = {Path(path).suffix for path in archive}
    assert kinds <= {*TEXT, ".js", ".woff2", ".pdf", ".png", ".jpg", ".csv"}
