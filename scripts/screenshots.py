"""Takes the pictures of the README anew: `.venv/bin/python scripts/screenshots.py`.

Both sites are built as the tests build them and looked at in their Chromium; each picture is cut as its line
below says and saved as WebP of at most 150 KB. By hand, when the look has changed.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "browser"), str(ROOT / "tests")]

from stage import EXAMPLE, FLAGS, chromium, made, served  # noqa: E402 # the tests are no package

SHOTS = (
    ("session-desktop", "real", "quang-trung/khoa-ix/ky-hop-13/", 1280, 900, "light"),
    ("indicator-desktop-dark", "example", "chi-tieu/thu-ngan-sach/", 1280, 900, "dark"),
    ("home-phone", "example", "", 360, 760, "light"),
    ("ledger-phone-dark", "example", "phuong-mau/khoa-v/chi-tieu/", 360, 760, "dark"),
    ("session-phone-english", "example", "en/phuong-mau/khoa-v/ky-hop-8/", 360, 760, "light"),
)
"""Name, site, page, width and height in CSS pixels, scheme."""
HEAVIEST = 150 * 1024


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folders = {
            "example": made(EXAMPLE, Path(name) / "example"),
            "real": made(ROOT, Path(name) / "real"),
        }
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for shot, site, page, width, height, scheme in SHOTS:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                device_scale_factor=2 if width < 600 else 1.5,
            )
            tab = context.new_page()
            with served(folders[site]) as address:
                tab.goto(address + page, wait_until="networkidle")
                picture = Image.open(io.BytesIO(tab.screenshot()))
            file = ROOT / "docs" / "images" / f"{shot}.webp"
            file.parent.mkdir(exist_ok=True)
            picture.convert("RGB").save(file, "WEBP", quality=80, method=6)
            assert file.stat().st_size <= HEAVIEST, file
            context.close()
        browser.close()


main()
