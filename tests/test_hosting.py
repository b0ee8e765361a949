"""Hosting as `bulletin deploy init` writes it: linted workflows, and a real nginx asked by a real client."""

import base64
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from make import TODAY, site
from playwright.sync_api import Browser

from builder.build import build
from builder.problems import ContentError, Language
from builder.publish import hosting
from builder.publish.hosting import CSP, PLACES, Host, begin_hosting
from builder.report import Options

EXAMPLE = Path(__file__).parent.parent / "examples" / "phuong-mau"
BIN = Path(sys.executable).parent
BASE = "https://bulletin.example/"


LANGUAGES: tuple[Language, ...] = ("vi", "en")
WORDS = tomllib.loads((Path(hosting.__file__).parent / "hosting" / "words.toml").read_text(encoding="utf-8"))


def begun(project: Path, host: Host, base_url: str = BASE, language: Language = "vi") -> Path:
    begin_hosting(project, host, base_url, language)
    return project / PLACES[host]


# --- The files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("host", PLACES)
def test_every_word_is_filled_in(tmp_path: Path, host: Host, language: Language) -> None:
    text = begun(tmp_path, host, language=language).read_text(encoding="utf-8")
    assert "@@" not in text
    other = "en" if language == "vi" else "vi"
    foreign = [said[other].strip("\n").partition("\n")[0] for said in WORDS.values()]
    assert [said for said in foreign if len(said) > 10 and said in text] == []


def test_names_of_steps_are_in_the_language_of_the_site(tmp_path: Path) -> None:
    for language in LANGUAGES:
        flow = yaml.safe_load(
            begun(tmp_path / language, "github-pages", language=language).read_text(encoding="utf-8")
        )
        steps = [step["name"] for step in flow["jobs"]["check"]["steps"] if "name" in step]
        assert steps == [WORDS[word][language] for word in ("install", "problems", "changes", "stays")]


def test_what_gitlab_shows_beside_a_merge_request_has_the_letters_it_takes() -> None:
    for language in LANGUAGES:
        assert re.fullmatch(r"[A-Za-z0-9_][-A-Za-z0-9_ ]*", WORDS["exposed"][language])


@pytest.mark.parametrize("host", PLACES)
def test_what_exists_is_not_written_over(tmp_path: Path, host: Host) -> None:
    path = begun(tmp_path, host)
    path.write_text("ours", encoding="utf-8")
    with pytest.raises(ContentError, match="already-there"):
        begin_hosting(tmp_path, host, BASE, "vi")
    assert path.read_text(encoding="utf-8") == "ours"


def test_the_builder_itself_is_built_with_itself(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "council-bulletin"\n', encoding="utf-8")
    text = begun(tmp_path, "github-pages").read_text(encoding="utf-8")
    assert "run: make .venv/.run" in text
    assert ".venv/bin/bulletin publish" in text
    assert not (tmp_path / "requirements.txt").exists()


@pytest.mark.parametrize(
    ("head", "branch"), [("ref: refs/heads/chinh\n", "chinh"), ("0f3c" * 10 + "\n", "main"), (None, "main")]
)
def test_the_branch_that_stands_checked_out_is_published(
    tmp_path: Path, head: str | None, branch: str
) -> None:
    if head is not None:
        (tmp_path / ".git").mkdir()
        (tmp_path / ".git" / "HEAD").write_text(head, encoding="utf-8")
    assert f"branches: [{branch}]" in begun(tmp_path, "github-pages").read_text(encoding="utf-8")


# --- The workflows -------------------------------------------------------------------------------


def lint(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / words[0], *words[1:]], capture_output=True, text=True, check=False)  # noqa: S603 # our own tools


SCHEMAS: dict[Host, str] = {"github-pages": "vendor.github-workflows", "gitlab-pages": "vendor.gitlab-ci"}


@pytest.mark.parametrize(("host", "language"), list(zip(SCHEMAS, LANGUAGES, strict=True)))
def test_a_workflow_has_the_shape_its_forge_reads(tmp_path: Path, host: Host, language: Language) -> None:
    path = begun(tmp_path, host, language=language)
    ended = lint("check-jsonschema", "--builtin-schema", SCHEMAS[host], path)
    assert ended.returncode == 0, ended.stdout
    path.write_text(
        path.read_text(encoding="utf-8").replace("script:", "skript:").replace("runs-on:", "run-on:")
    )
    assert lint("check-jsonschema", "--builtin-schema", SCHEMAS[host], path).returncode == 1


def test_the_workflow_for_github_has_no_known_danger(tmp_path: Path) -> None:
    path = begun(tmp_path, "github-pages")
    ended = lint("zizmor", "--offline", "--persona", "pedantic", path)
    assert ended.returncode == 0, ended.stdout
    path.write_text(path.read_text(encoding="utf-8").replace('"$BASE"', "${{ github.head_ref }}"))
    assert lint("zizmor", "--offline", "--persona", "pedantic", path).returncode > 0


def test_only_the_jobs_behind_the_build_may_write_and_they_run_nothing_of_the_site(tmp_path: Path) -> None:
    text = begun(tmp_path, "github-pages").read_text(encoding="utf-8")
    reading, _, writing = text.partition("\n  publish:\n")
    assert ": write" not in reading
    assert "secrets" not in text
    assert "checkout" not in writing
    assert "install" not in writing
    publishing, _, keeping = writing.partition("\n  register:\n")
    assert "contents:" not in publishing
    assert keeping.count(": write") == 1


def git(folder: Path, *words: str) -> str:
    named = ["-c", "user.name=Thư ký", "-c", "user.email=thu-ky@example.org"]
    ended = subprocess.run(["git", *named, *words], cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603, S607 # git of the machine
    return ended.stdout.strip()


class Machine:
    """A runner of the forge, as far as the steps of a workflow can tell."""

    def __init__(self, folder: Path, host: Host) -> None:
        self.folder = folder
        self.project = site(folder / "site")
        self.jobs = yaml.safe_load(begun(self.project, host).read_text(encoding="utf-8"))
        git(self.project, "init", "--quiet", "--initial-branch=main")
        git(self.project, "add", ".")
        git(self.project, "commit", "--quiet", "--message=Trước")
        self.summary = folder / "summary.md"
        self.told = folder / "output.txt"

    @property
    def session(self) -> Path:
        return self.project / "content" / "sessions" / "2021-12-29-ky-hop-3.md"

    def change(self, old: str, new: str) -> None:
        """A commit in which a session says something else."""
        text = self.session.read_text(encoding="utf-8")
        assert old in text
        self.session.write_text(text.replace(old, new), encoding="utf-8")
        git(self.project, "commit", "--all", "--quiet", "--message=Sau")

    def runs(self, word: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A step, run as it is written."""
        machine = {
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.folder),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.told),
            "SOURCE_DATE_EPOCH": "1795392000",
            **more,
        }
        return subprocess.run(  # noqa: S603 # the steps under test
            ["/bin/bash", "-e", "-o", "pipefail", "-c", word],
            cwd=self.project,
            env=machine,
            capture_output=True,
            text=True,
            check=False,
        )

    def looked_at(self, base: str) -> subprocess.CompletedProcess[str]:
        """A pull request as the job `check` looks at it: its first step that fails, else the last one."""
        steps = [step for step in self.jobs["jobs"]["check"]["steps"] if "run" in step]
        assert steps[0]["run"] == "python -m pip install --quiet -r requirements.txt"
        self.summary.unlink(missing_ok=True)
        ended = self.runs(steps[1]["run"], BASE=base)
        for step in steps[2:]:
            if ended.returncode == 0 or step.get("if") == "${{ !cancelled() }}":
                now = self.runs(step["run"], BASE=base)
                ended = now if ended.returncode == 0 else ended
        for tree in ("base", "head"):
            git(self.project, "worktree", "remove", "--force", str(self.folder / tree))
        git(self.project, "checkout", "--quiet", ".")
        return ended


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A runner of GitHub with a site that keeps no register yet."""
    return Machine(tmp_path, "github-pages")


CORRECTION = """corrections:
  - date: 2026-11-23
    figure: 2021-thu-ngan-sach-result
    was: 12,5 tỷ đồng
    now: đạt trên 99 tỷ đồng
    why: Gõ nhầm.
resolutions:"""


def test_a_pull_request_that_changes_a_figure_in_silence_is_not_taken(machine: Machine) -> None:
    base = git(machine.project, "rev-parse", "HEAD")
    machine.change("12,5 tỷ đồng", "đạt trên 99 tỷ đồng")
    ended = machine.looked_at(base)
    assert ended.returncode == 1, "though nobody here ever typed a command"
    assert "::error file=content/sessions/2021-12-29-ky-hop-3.md,line=15," in ended.stdout
    assert "figure-changed" in ended.stdout
    shown = machine.summary.read_text(encoding="utf-8")
    assert "| 12,5 tỷ đồng" in shown
    assert "| đạt trên 99 tỷ đồng &#91;&#62; 99 tỷ đồng&#93; |" in shown
    machine.change("resolutions:", CORRECTION)
    ended = machine.looked_at(base)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_a_reviewer_sees_what_changes_though_it_may_not_and_that_a_broken_file_hides_it(
    machine: Machine,
) -> None:
    step = next(one for one in machine.jobs["jobs"]["build"]["steps"] if one.get("id") == "register")
    assert machine.runs(step["run"]).returncode == 0
    git(machine.project, "add", "content/register.csv")
    git(machine.project, "commit", "--quiet", "--message=Sổ")
    base = git(machine.project, "rev-parse", "HEAD")
    machine.change("12,5 tỷ đồng", "đạt trên 99 tỷ đồng")
    ended = machine.looked_at(base)
    assert (ended.returncode, "figure-changed" in ended.stdout) == (1, True)
    assert "| 12,5 tỷ đồng" in machine.summary.read_text(encoding="utf-8")
    machine.change("\ntitle:", "\ntitel:")
    ended = machine.looked_at(base)
    assert (ended.returncode, "unknown-key" in ended.stdout) == (1, True)
    assert machine.summary.read_text(encoding="utf-8").startswith("Bản sửa này chưa dựng được")


def test_what_was_published_is_written_down_and_no_line_of_it_may_go(machine: Machine) -> None:
    step = next(one for one in machine.jobs["jobs"]["build"]["steps"] if one.get("id") == "register")
    assert machine.runs(step["run"]).returncode == 0
    said = dict(line.split("=") for line in machine.told.read_text(encoding="utf-8").splitlines())
    assert said["before"] == ""
    git(machine.project, "add", "content/register.csv")
    git(machine.project, "commit", "--quiet", "--message=Sổ")
    base = git(machine.project, "rev-parse", "HEAD")
    assert git(machine.project, "rev-parse", "HEAD:content/register.csv") == said["after"]
    register = machine.project / "content" / "register.csv"
    text = register.read_text(encoding="utf-8")
    gone = next(line for line in text.splitlines() if "#2021-" in line)
    register.write_text(text.replace(f"{gone}\n", ""), encoding="utf-8")
    machine.change("12,5 tỷ đồng", "đạt trên 99 tỷ đồng")
    ended = machine.looked_at(base)
    assert ended.returncode == 1
    assert gone in ended.stdout
    assert "::error file=content/register.csv" in ended.stdout


def test_the_register_is_put_into_the_repository_by_one_request(machine: Machine, tmp_path: Path) -> None:
    step = next(one for one in machine.jobs["jobs"]["register"]["steps"] if "run" in one)
    (machine.project / "register.csv").write_text("address\n", encoding="utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    forge = programs / "gh"
    forge.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nexit "$REFUSES"\n', encoding="utf-8")
    forge.chmod(0o755)
    known = {"PATH": f"{programs}:{os.environ['PATH']}", "REPOSITORY": "phuong/ban-tin", "BRANCH": "main"}
    for before, refuses in (("", "0"), ("0f3c", "1")):
        ended = machine.runs(step["run"], **known, BEFORE=before, REFUSES=refuses)
        assert ended.returncode == 0
        assert ("::warning" in ended.stdout) == (refuses == "1")
        asked = json.loads((machine.project / "change.json").read_text(encoding="utf-8"))
        assert base64.b64decode(asked["content"]) == b"address\n"
        assert (asked["branch"], asked.get("sha", "")) == ("main", before)
    asked_for = (tmp_path / "asked").read_text(encoding="utf-8")
    assert "--method PUT" in asked_for
    assert "repos/phuong/ban-tin/contents/content/register.csv" in asked_for


# --- nginx ---------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


@pytest.fixture(scope="module", params=["/", "/ban-tin/"])
def hosted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, str]]:
    """The example site in a real nginx, at a root and below a path, from the server block as it is written."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "no nginx: see `make test`"
    path = request.param
    folder = tmp_path_factory.mktemp("nginx")
    address = f"https://bulletin.example{path}"
    block = begun(folder, "nginx", address).read_text(encoding="utf-8")
    root = folder / "www"
    assert build(EXAMPLE, Options(root / path.strip("/"), TODAY, base_url=address, jobs=1)).written
    (root / path.strip("/") / ".secret").write_text("x", encoding="utf-8")
    port = free_port()
    for written, meant in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("    listen [::]:80;\n", ""),
        ("root /var/www/bulletin.example;", f"root {root};"),
    ):
        assert written in block
        block = block.replace(written, meant)
    user = "user root;\n" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\nworker_processes 1;\npid {folder / 'pid'};\nerror_log stderr;\n"
        f"events {{}}\nhttp {{\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\n"
        f"access_log off;\n{temporary}{block}\n}}\n",
        encoding="utf-8",
    )
    words = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    tested = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)  # noqa: S603 # Debian's nginx
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr
    with subprocess.Popen(words, stderr=subprocess.PIPE) as server:  # noqa: S603 # the same
        try:
            for _ in range(100):
                with socket.socket() as asked:
                    if asked.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield port, path
        finally:
            server.terminate()


class Answer(NamedTuple):
    """What a client gets."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(port: int, path: str, **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": "bulletin.example", **headers})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return Answer(answer.status, answer.headers, body)


def test_every_answer_carries_the_headers(hosted: tuple[int, str]) -> None:
    port, path = hosted
    for where, status in ((path, 200), (f"{path}du-lieu/figures.csv", 200), (f"{path}khong-co/", 404)):
        answer = ask(port, where)
        assert answer.status == status, where
        assert answer.headers["Content-Security-Policy"] == CSP, where
        assert answer.headers["X-Content-Type-Options"] == "nosniff", where
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin", where
        assert "nginx/" not in answer.headers["Server"]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("du-lieu/figures.csv", "text/csv; charset=utf-8"),
        ("du-lieu/figures.json", "application/json; charset=utf-8"),
    ],
)
def test_types_say_their_encoding(hosted: tuple[int, str], file: str, kind: str) -> None:
    port, path = hosted
    assert ask(port, path + file).headers["Content-Type"] == kind


def test_an_unknown_address_gets_the_page_of_the_site(hosted: tuple[int, str]) -> None:
    port, path = hosted
    answer = ask(port, f"{path}phuong-mau/khong-co")
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'href="{path}ky-hop/"' in answer.body.decode("utf-8")


def test_fingerprinted_files_are_kept_and_pages_are_asked_for_again(hosted: tuple[int, str]) -> None:
    port, path = hosted
    assert ask(port, path).headers["Cache-Control"] == "no-cache"
    sheet = ask(port, path).body.decode("utf-8").partition('rel="stylesheet" href="./')[2].partition('"')[0]
    assert sheet.startswith("assets/site.")
    assert "immutable" in ask(port, path + sheet).headers["Cache-Control"]


def test_pictures_say_their_kind_and_may_be_kept(hosted: tuple[int, str]) -> None:
    port, path = hosted
    page = ask(port, f"{path}phuong-mau/khoa-v/ky-hop-6/").body.decode("utf-8")
    for suffix, kind in (("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")):
        found = re.search(rf"\.\./(phuong-mau/[^ \"]+\.{suffix})", page)
        assert found, suffix
        answer = ask(port, path + found[1])
        assert answer.headers["Content-Type"] == kind
        assert "immutable" in answer.headers["Cache-Control"]


def test_names_that_begin_with_a_dot_and_folders_without_a_page_are_not_shown(
    hosted: tuple[int, str],
) -> None:
    port, path = hosted
    assert ask(port, f"{path}.secret").status == 404
    assert ask(port, f"{path}assets/").status == 404


def test_text_is_compressed_when_asked_for(hosted: tuple[int, str]) -> None:
    port, path = hosted
    for file in ("", "du-lieu/figures.csv", "du-lieu/figures.json"):
        assert ask(port, path + file, **{"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip", (
            file
        )


@pytest.mark.browser
def test_a_browser_meets_nothing_that_the_policy_forbids(hosted: tuple[int, str], browser: Browser) -> None:
    port, path = hosted
    with browser.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for file in ("", "ky-hop/", "du-lieu/", "chi-tieu/"):
            answer = page.goto(f"http://127.0.0.1:{port}{path}{file}")
            assert answer is not None
            assert answer.status == 200
            assert page.evaluate(
                "document.fonts.ready.then(fonts => [...fonts].some(f => f.status == 'loaded'))"
            )
        assert said == []
        refused = page.evaluate("""() => { const s = document.createElement('style'); s.textContent = 'body{color:red}';
            document.head.append(s); return getComputedStyle(document.body).color }""")
        assert refused != "rgb(255, 0, 0)"
