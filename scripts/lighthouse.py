"""Lighthouse on five kinds of pages of the example site: `make lighthouse` prints its scores for a phone.

Not among the tests: its figures depend on the machine. Texts are sent compressed, as a host sends them.
"""

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

VERSION = "12.8.2"
ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "phuong-mau"
HOME = ROOT / ".cache" / "lighthouse"
PAGES = (
    "",
    "phuong-mau/khoa-v/ky-hop-6/",
    "chi-tieu/thu-ngan-sach/",
    "phuong-mau/khoa-v/chi-tieu/",
    "tim-kiem/",
)
SCORES = ("performance", "accessibility", "best-practices", "seo")
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder with its texts compressed, silently."""

    def do_GET(self) -> None:
        """Send a text compressed, anything else as it is."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in TEXT or not path.is_file():
            super().do_GET()
            return
        data = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def fetched() -> Path:
    """Lighthouse itself, in a folder of its own below .cache/."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("Lighthouse needs npm and Node. On Debian, as root: apt-get install npm")
    program = HOME / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        words = [npm, "install", "--silent", "--no-fund", "--no-audit", "--no-package-lock", "--prefix", HOME]
        subprocess.run([*words, f"lighthouse@{VERSION}"], check=True)
    return program


def scores(program: Path, address: str, chromium: str) -> dict[str, float]:
    """What Lighthouse gives a page, each from 0 to 100."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = "--headless=new --no-sandbox --disable-gpu"
        only = ",".join(SCORES)
        subprocess.run(
            [
                program,
                address,
                "--quiet",
                "--output=json",
                f"--output-path={report}",
                f"--chrome-flags={flags}",
                f"--only-categories={only}",
            ],
            check=True,
            env={**os.environ, "CHROME_PATH": chromium},
        )
        found = json.loads(report.read_text("utf-8"))
    for one in found["audits"].values():
        if one["scoreDisplayMode"] == "binary" and one["score"] == 0:
            print(f"  {one['id']}: {one['title']}")
    return {name: found["categories"][name]["score"] * 100 for name in SCORES}


def main() -> None:
    """Build, serve, and print a line for each page."""
    named = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    chromium = next((path for name in named if name and (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("Lighthouse needs Chromium. On Debian, as root: apt-get install chromium")
    program = fetched()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        command = [sys.executable, "-m", "builder", "-C", EXAMPLE, "build", "--output", output]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Handler, directory=str(output))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Lighthouse {VERSION}, phone: {', '.join(SCORES)}")
        for page in PAGES:
            found = scores(program, f"http://127.0.0.1:{server.server_port}/{page}", chromium)
            print(f"{' '.join(f'{found[name]:4.0f}' for name in SCORES)}  /{page}", flush=True)
        server.shutdown()


if __name__ == "__main__":
    main()
