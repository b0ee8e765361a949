"""The jobs that `bulletin deploy init gitlab-pages` writes, run line by line as a runner would that keeps its folders."""

import subprocess
from pathlib import Path

import pytest
from test_hosting import Machine, git

HEADING = ("## Kỳ họp sau", "## Kỳ họp tiếp theo")
FIGURE = ("12,5 tỷ đồng", "đạt trên 99 tỷ đồng")


class Runner(Machine):
    """A runner of one's own: what a job left is there when the next one begins."""

    def job(self, name: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A job as one script; what it fetches from elsewhere is there already."""
        lines = [line for line in self.jobs[name]["script"] if isinstance(line, str)]
        script = "\n".join(line for line in lines if not line.startswith("apt-get "))
        return self.runs(script, TMPDIR=str(self.folder), **more)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path, "gitlab-pages")


def test_a_merge_request_is_looked_at_twice_on_one_runner(runner: Runner) -> None:
    base = git(runner.project, "rev-parse", "HEAD")
    runner.change(*FIGURE)
    for _ in range(2):
        ended = runner.job("check", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        assert ended.returncode == 1, ended.stderr
        shown = (runner.project / "changes.md").read_text(encoding="utf-8")
        assert f"| {FIGURE[0]}" in shown
        assert "| đạt trên 99 tỷ đồng &#91;&#62; 99 tỷ đồng&#93; |" in shown
        assert "figure-changed" in (runner.project / "problems.json").read_text(encoding="utf-8")
        git(runner.project, "clean", "--quiet", "-ffdx")
        git(runner.project, "checkout", "--quiet", ".")


def test_a_merge_request_that_changes_words_is_taken(runner: Runner) -> None:
    base = git(runner.project, "rev-parse", "HEAD")
    runner.change(*HEADING)
    ended = runner.job("check", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert (runner.project / "problems.json").read_text(encoding="utf-8").strip() == "[]"


def test_what_is_published_is_the_last_site_and_its_register_is_kept(runner: Runner, tmp_path: Path) -> None:
    kept = tmp_path / "forge" / "hdnd" / "ban-tin.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(runner.project), str(kept))
    git(kept, "config", "receive.advertisePushOptions", "true")
    page = Path("an-binh/khoa-ix/ky-hop-3/index.html")
    for words in HEADING:
        if words != HEADING[0]:
            runner.change(*HEADING)
        assert runner.job("build").returncode == 0
        ended = runner.job("pages")
        assert ended.returncode == 0, ended.stderr
        assert words.removeprefix("## ") in (runner.project / "public" / page).read_text(encoding="utf-8")
        assert not (runner.project / "public" / "public").exists()
        ended = runner.job(
            "register",
            CI_COMMIT_SHA=git(kept, "rev-parse", "HEAD"),
            CI_COMMIT_BRANCH="main",
            CI_SERVER_PROTOCOL="https",
            CI_SERVER_FQDN="forge.example",
            CI_PROJECT_PATH="hdnd/ban-tin",
            CI_JOB_TOKEN="t",  # noqa: S106 # no real one
            GIT_CONFIG_COUNT="1",
            GIT_CONFIG_KEY_0=f"url.file://{tmp_path}/forge/.insteadOf",
            GIT_CONFIG_VALUE_0="https://gitlab-ci-token:t@forge.example/",
        )
        assert ended.returncode == 0, ended.stderr
        register = git(kept, "show", "HEAD:content/register.csv")
        assert register == (runner.project / "content" / "register.csv").read_text(encoding="utf-8").strip()
