"""The command as an editor types it: words → output and exit code, through the same door as the shell."""

import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import nh3
import pytest
from make import content_of, site
from unit.small import command, run, write, write_up

from builder.cli import COMMANDS, main
from builder.cli import run as run_command
from builder.content.survey import STEP

TODAY = ("--today", "2026-11-23")
HONG = "content/sessions/2022-10-01-hong.md"


class Ended(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Bulletin = Callable[..., Ended]


@pytest.fixture
def bulletin(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bulletin:
    """The command `bulletin`, in this process: exactly what the shell would start."""

    def typed(*words: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["bulletin", *map(str, words)])
        capsys.readouterr()
        try:
            run_command()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        else:
            code = 0
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return typed


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The good site."""
    return site(tmp_path / "site")


def hong(
    project: Path, extra: str = "", body: str = "X", *, day: str = "date: 2022-10-01", number: str = "9"
) -> Path:
    """One more session in the site."""
    write(project, {HONG: write_up(extra, body, number=number, day=day, term="IX")})
    return project


def test_a_good_site_is_built_and_said_to_be(bulletin: Bulletin, project: Path) -> None:
    ended = bulletin("-C", project, "--lang", "en", "build", *TODAY)
    assert (ended.code, ended.err) == (0, "")
    assert f"Built: {project / 'output'}" in ended.out
    assert re.search(
        r"\d+ pages · 0 drafts · 0 scheduled · 0 withdrawn · 0 errors · 0 warnings · \d+\.\d s", ended.out
    )
    assert (project / "output" / "index.html").is_file()


def test_check_writes_nothing(bulletin: Bulletin, project: Path) -> None:
    before = content_of(project)
    ended = bulletin("-C", project, "--lang", "en", "check", *TODAY)
    assert (ended.code, ended.err) == (0, "")
    assert "Nothing to mend." in ended.out
    assert content_of(project) == before


@pytest.mark.parametrize("word", ["check", "build"])
def test_a_mistake_is_exit_code_1_and_shown_with_its_line(
    bulletin: Bulletin, project: Path, word: str
) -> None:
    hong(project, "topics: [ngan-sac]")
    ended = bulletin("-C", project, "--lang", "en", word, *TODAY)
    assert ended.code == 1
    assert f'{HONG}:7:10: error[unknown-topic]: "ngan-sac" is not in content/topics.yaml' in ended.out
    assert "    7 | topics: [ngan-sac]" in ended.out
    assert 'did you mean "ngan-sach"?' in ended.out
    assert "1 errors" in ended.out


def test_messages_come_in_the_language_that_is_asked_for_else_in_the_sites(
    bulletin: Bulletin, project: Path
) -> None:
    hong(project, "topics: [ngan-sac]")
    assert "lỗi[unknown-topic]" in bulletin("-C", project, "check", *TODAY).out
    assert "lỗi[unknown-topic]" in bulletin("-C", project, "--lang", "vi", "check", *TODAY).out
    assert "error[unknown-topic]" in bulletin("-C", project, "--lang", "en", "check", *TODAY).out


def test_a_link_is_told_at_its_own_line(bulletin: Bulletin, project: Path) -> None:
    hong(project, body="Một\n\nxem [a](ftp://b.vn) nhé")
    assert f"{HONG}:11:9: error[link-scheme]" in bulletin("-C", project, "--lang", "en", "check", *TODAY).out


@pytest.mark.parametrize(
    "words",
    [
        ["buidl"],
        ["build", "--khong-co"],
        ["build", "--format", "xml"],
        ["build", "--jobs", "x"],
        ["build", "--jobs", "-1"],
        ["build", "--today", "hôm nay"],
        ["build", "--today", "2026-02-30"],
        ["build", "--base-url", "example"],
        ["build", "--base-url", "javascript:alert(1)//"],
        ["build", "--base-url", 'https://a.example/"x'],
        ["build", "--base-url", "https://a\udcff.example/"],
        ["--lang", "fr", "check"],
        ["new", "session", "--number", "6", "--date", "mai"],
        ["new", "session", "--number", "sáu", "--date", "29/12/2022"],
        ["new", "session", "--number", "13a", "--date", "29/12/2022"],
        ["new", "session", "--number", "6", "--date", "29/12/2022", "--term", "XX"],
        ["new", "session", "--number", "6", "--date", "29/12/2022", "--council", "khong-co"],
    ],
)
def test_what_cannot_be_meant_is_exit_code_2_and_changes_nothing(
    bulletin: Bulletin, project: Path, words: list[str]
) -> None:
    before = content_of(project)
    ended = bulletin("-C", project, *words)
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert content_of(project) == before


def test_an_option_of_all_commands_is_led_to_its_place(bulletin: Bulletin, project: Path) -> None:
    ended = bulletin("-C", project, "check", "--lang", "en")
    assert ended.code == 2
    assert "Tùy chọn này đứng trước lệnh: bulletin --lang … check" in ended.err


def test_a_wrong_answer_is_told_and_the_question_asked_again(
    bulletin: Bulletin, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("13a\n3\n13\n29-12-2022\n31/11/2022\n29/12/2022\n"))
    ended = bulletin("-C", project, "new", "session")
    assert ended.code == 0
    assert (project / "content" / "sessions" / "2022-12-29-ky-hop-13.md").is_file()
    said = ended.out + ended.err
    for told in (
        'Lỗi: "13a" không phải số, cũng không phải tên\n      = hãy viết chỉ chữ số',
        "Lỗi: content/sessions/2021-12-29-ky-hop-3.md: đã có rồi",
        'Lỗi: "29-12-2022" không phải ngày tháng\n      = hãy viết 29/12/2020',
        "Lỗi: lịch không có ngày 31/11/2022\n      = hãy xem lại",
    ):
        assert told in said


def test_a_session_that_is_written_is_told_before_its_day_is_asked(bulletin: Bulletin, project: Path) -> None:
    ended = bulletin("-C", project, "new", "session", "--number", "3")
    assert ended.code == 2
    assert "content/sessions/2021-12-29-ky-hop-3.md: đã có rồi" in ended.err
    assert ended.out == ""


def test_a_question_that_nobody_answers_begins_nothing(
    bulletin: Bulletin, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content_of(project)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert bulletin("-C", project, "new", "session", "--number", "6").code == 130
    assert content_of(project) == before


def test_a_disk_that_refuses_is_exit_code_3_and_named(bulletin: Bulletin, project: Path) -> None:
    (project / "tep").write_bytes(b"x")
    ended = bulletin("-C", project, "build", *TODAY, "--output", project / "tep" / "output")
    assert ended.code == 3
    assert "tep" in ended.err
    assert "Traceback" not in ended.err


def test_a_fault_of_our_own_is_exit_code_70_and_says_so(
    bulletin: Bulletin, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("a library broke")

    monkeypatch.setattr(nh3, "clean", broken)
    ended = bulletin("-C", project, "build", *TODAY)
    assert ended.code == 70
    assert "không phải của bài viết" in ended.err
    assert "a library broke" in ended.err
    assert not (project / "output").exists()


def test_a_reader_that_leaves_early_is_no_fault(
    bulletin: Bulletin, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_: str) -> int:
        raise BrokenPipeError

    hong(project, "topics: [ngan-sac]")
    monkeypatch.setattr(sys.stdout, "write", closed)
    assert bulletin("-C", project, "check", *TODAY).code == 0


def test_json_holds_every_problem_and_nothing_else(bulletin: Bulletin, project: Path) -> None:
    hong(project, "topics: [ngan-sac]\nxyzzy: 1", "Thu <b>13</b>")
    ended = bulletin("-C", project, "--lang", "en", "check", *TODAY, "--format", "json")
    found = json.loads(ended.out)
    assert ended.code == 1
    assert ended.err == ""
    assert {one["code"] for one in found} >= {"unknown-key", "raw-html"}
    keys = {"file", "line", "column", "length", "severity", "code", "message", "hint"}
    assert all(set(one) == keys for one in found)


def test_json_of_a_good_site_is_an_empty_list(bulletin: Bulletin, project: Path) -> None:
    ended = bulletin("-C", project, "check", *TODAY, "--format", "json")
    assert (ended.code, json.loads(ended.out)) == (0, [])


def test_annotations_stand_on_one_line_each_and_are_escaped(bulletin: Bulletin, project: Path) -> None:
    hong(project, 'topics: ["a%b, c: d"]')
    ended = bulletin("-C", project, "--lang", "en", "check", *TODAY, "--format", "github")
    assert ended.code == 1
    (line,) = ended.out.splitlines()
    assert line.startswith(f"::error file={HONG},line=7,col=10,title=unknown-topic::")
    assert '"a%25b, c: d"' in line


@pytest.mark.parametrize(("words", "code", "written"), [((), 0, True), (("--strict",), 1, False)])
def test_strict_treats_a_warning_like_an_error(
    bulletin: Bulletin,
    project: Path,
    words: tuple[str, ...],
    code: int,
    written: bool,  # a column of the table
) -> None:
    hong(project, body="Thu <b>13</b>")
    ended = bulletin("-C", project, "--lang", "en", "build", *TODAY, *words)
    assert ended.code == code
    assert "warning[raw-html]" in ended.out
    assert (project / "output").exists() == written


def test_the_closing_line_counts_what_is_kept_back(bulletin: Bulletin, project: Path) -> None:
    write(
        project / "content" / "sessions",
        {
            "a.md": write_up("draft: true", term="IX", number=11),
            "b.md": write_up("embargo: 2026-11-30 08:00", term="IX", number=12),
            "c.md": write_up("withdrawn: Sai", "Thu <b>13</b>", term="IX", number=13),
        },
    )
    ended = bulletin("-C", project, "--lang", "en", "build", *TODAY)
    assert "1 drafts · 1 scheduled · 1 withdrawn · 0 errors" in ended.out
    pages = sum(path.suffix == ".html" for path in (project / "output").rglob("*"))
    assert f"{pages} pages" in ended.out


MARKERS = ("DAUVETNHAP", "DAUVETHENGIO", "dauvettep", "dauvetnghiquyet", "dauvettrang", "dauvetcu")


def hidden(project: Path) -> Path:
    """The good site with a draft and an embargoed session, full of words that must not come out."""
    full = (
        "summary: {0}\nplace: {0}\nchair: {0}\nnotes: [{0}]\nagenda: [{0}]\ntopics: [ngan-sach]\n"
        "aliases: [/dauvetcu-{1}/]\ndocuments: [{{title: {0}, file: dauvettep.pdf}}]\n"
        "metrics:\n- {{indicator: thu-ngan-sach, period: 2022, result: {0} 99}}\n"
        "- {{name: {0}, period: 2022, task: {0}}}\n"
        "resolutions: [{{number: dauvetnghiquyet-{1}, title: {0}}}]\n"
        "questions: [{{asker: {0}, question: {0}}}]\n"
        "sources: [{{id: dauvet, title: {0}, class: press, url: 'https://{0}.vn/'}}]\n"
    )
    body = "## {0}\n\n{0}[^1] [{0}](dauvettep.pdf)\n\n[^1]: {0}\n"
    for number, (marker, extra) in enumerate(
        (("DAUVETNHAP", "draft: true\n"), ("DAUVETHENGIO", "embargo: 2026-11-30 08:00\n")), start=11
    ):
        text = write_up(
            full.format(marker, number) + extra, body.format(marker), term="IX", number=number, title=marker
        )
        folder = project / "content" / "sessions" / f"2022-11-{number}-{marker.lower()}"
        write(folder, {"index.md": text, "dauvettep.pdf": b"%PDF-1.4 DAUVETNHAP %%EOF"})
    page = "---\ntitle: DAUVETNHAP\ndraft: true\n---\n\nDAUVETNHAP\n"
    return write(project, {"content/pages/dauvettrang.md": page})


def traces(output: Path) -> list[str]:
    """Where a marker word stands in a published folder: in a name or among the bytes."""
    return [
        path
        for path, data in content_of(output).items()
        if any(marker.encode().lower() in path.encode().lower() + data.lower() for marker in MARKERS)
    ]


@pytest.mark.parametrize("words", [(), ("--portable",)])
def test_drafts_and_embargoed_sessions_leave_no_trace(
    bulletin: Bulletin, project: Path, words: tuple[str, ...]
) -> None:
    without = site(project.parent / "without")
    assert bulletin("-C", without, "build", *TODAY, *words).code == 0
    ended = bulletin("-C", hidden(project), "--lang", "en", "build", *TODAY, *words)
    assert ended.code == 0
    assert traces(project / "output") == []
    assert content_of(project / "output") == content_of(without / "output")


def test_with_drafts_all_of_them_are_shown(bulletin: Bulletin, project: Path) -> None:
    assert bulletin("-C", hidden(project), "build", *TODAY, "--drafts").code == 0
    found = b"".join(content_of(project / "output").values())
    assert b"%PDF-1.4 DAUVETNHAP %%EOF" in found
    assert b"DAUVETHENGIO" in found


@pytest.mark.parametrize(
    ("today", "published"),
    [
        ("2026-11-29", False),
        ("2026-11-30T07:59", False),
        ("2026-11-30T08:00", True),
        ("2026-11-30T00:59:00+00:00", False),
        ("2026-11-30T01:00:00+00:00", True),
    ],
)
def test_an_embargo_ends_at_its_hour_in_the_sites_zone(
    bulletin: Bulletin,
    project: Path,
    today: str,
    published: bool,  # a column of the table
) -> None:
    hong(project, "embargo: 2026-11-30 08:00", "DAUVETHENGIO")
    assert bulletin("-C", project, "build", "--today", today).code == 0
    assert bool(traces(project / "output")) == published


@pytest.mark.parametrize(
    ("epoch", "published"),
    [("1796000399", False), ("1796000400", True)],
)
def test_source_date_epoch_is_an_hour_in_the_sites_zone_too(
    bulletin: Bulletin,
    project: Path,
    epoch: str,
    published: bool,  # a column of the table
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """1796000400 is 2026-11-30 08:00 in Asia/Ho_Chi_Minh."""
    hong(project, "embargo: 2026-11-30 08:00", "DAUVETHENGIO")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert bulletin("-C", project, "build").code == 0
    assert bool(traces(project / "output")) == published


@pytest.mark.parametrize("epoch", ["hôm nay", "1.5", "-x", "9" * 30, "²"])
def test_a_source_date_epoch_that_is_no_time_is_wrong_usage(
    bulletin: Bulletin, project: Path, epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ended = bulletin("-C", project, "check")
    assert ended.code == 2
    assert "SOURCE_DATE_EPOCH" in ended.err


def test_the_word_today_goes_before_source_date_epoch(
    bulletin: Bulletin, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hong(project, day="date: 2026-11-20")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert bulletin("-C", project, "check", *TODAY, "--format", "json").code == 0
    assert bulletin("-C", project, "check", "--format", "json").code == 1


ROOTED = '<!doctype html><title>404</title><a href="{{ page.root }}{{ site.home }}">{{ site.base_url }}</a>'


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://a.vn/hdnd/an-binh/", "/hdnd/an-binh/"),
        ("https://a.vn/hdnd", "/hdnd/"),
        ("https://a.vn", "/"),
    ],
)
def test_another_address_of_the_site_may_lie_below_a_path(
    bulletin: Bulletin, project: Path, url: str, root: str
) -> None:
    write(project, {"themes/tiny/templates/404.html": ROOTED})
    ended = bulletin("-C", project, "build", *TODAY, "--base-url", url)
    assert ended.code == 0
    page = (project / "output" / "404.html").read_text(encoding="utf-8")
    assert f'href="{root}"' in page
    assert url.rstrip("/") + "/</a>" in page


def test_a_portable_site_names_every_page(bulletin: Bulletin, project: Path) -> None:
    assert bulletin("-C", project, "build", *TODAY, "--portable").code == 0
    page = project / "output" / "an-binh" / "khoa-ix" / "ky-hop-4" / "index.html"
    links = re.findall(r'href="([^"]*)"', page.read_text(encoding="utf-8"))
    assert links
    for link in links:
        assert link.partition("#")[0].endswith(".html")
        assert (page.parent / link.partition("#")[0]).resolve().is_file()


def test_a_blocked_build_leaves_the_output_byte_for_byte(bulletin: Bulletin, project: Path) -> None:
    assert bulletin("-C", project, "build", *TODAY).code == 0
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (project / "output").rglob("*")}
    bytes_before = content_of(project / "output")
    hong(project, "topics: [ngan-sac]")
    ended = bulletin("-C", project, "--lang", "en", "build", *TODAY)
    assert ended.code == 1
    assert "stays as it was" in ended.out + ended.err
    assert content_of(project / "output") == bytes_before
    assert {
        path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (project / "output").rglob("*")
    } == before


def below(group: click.Group) -> dict[str, click.Command]:
    """The commands of a group by name."""
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: one for name, one in found.items() if one is not None}


def test_the_list_of_commands_says_how_the_help_of_each_begins() -> None:
    assert list(COMMANDS) == sorted(COMMANDS)
    for name, (_, _, short) in COMMANDS.items():
        assert (below(main)[name].help or "").startswith(short), name


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("council", "--name", "HĐND xã B", "--place", "tỉnh C", "--term", "I", "--years", "2025"),
            "2021-2026",
        ),
        (("topic", "--name", "Ngân sách"), "content/topics.yaml: ngan-sach: đã có rồi"),
        (("theme", "--name", "Của tôi"), '"Của tôi" không dùng làm khóa được'),
        (
            ("session", "--number", "3", "--term", "IX", "--date", "1/2/2022"),
            "2021-12-29-ky-hop-3.md: đã có rồi",
        ),
    ],
)
def test_what_cannot_begin_says_why_in_the_words_of_what_was_typed(
    bulletin: Bulletin, project: Path, words: tuple[str, ...], says: str
) -> None:
    before = content_of(project)
    ended = bulletin("-C", project, "new", *words)
    assert ended.code == 2
    assert says in ended.err
    assert content_of(project) == before


def test_a_new_session_asks_what_is_not_said_and_offers_the_next_number(
    bulletin: Bulletin, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = ("council", "--name", "HĐND xã B", "--place", "tỉnh C", "--term", "I", "--years", "2025-2026")
    assert bulletin("-C", project, "new", *new).out.endswith("content/councils.yaml: xa-b\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO("an-binh\n\n1/2/2023\n"))
    ended = bulletin("-C", project, "new", "session")
    assert ended.code == 0
    assert "Hội đồng (an-binh, xa-b): Kỳ họp thứ mấy [6]: Ngày họp, viết như 29/12/2026: " in ended.out
    assert (project / "content" / "sessions" / "2023-02-01-ky-hop-6.md").is_file()


HEAVY = (
    "builder.content.read",
    "builder.content.sources",
    "builder.theme.theme",
    "jinja2",
    "markdown",
    "pydantic",
    "pypdf",
    "yaml",
    "rich",
    "babel",
)


def imported(*words: str) -> list[str]:
    """The modules that a command has imported when it ends."""
    code = (
        f"import sys; sys.argv = ['bulletin', *{words!r}]\nfrom builder.cli import run\n"
        "try:\n    run()\nfinally:\n    print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 # our own words
    known = ended.stderr.split("\n")
    assert "builder.cli" in known
    return known


@pytest.mark.parametrize("words", [("--version",), ("--help",)])
def test_nothing_heavy_is_imported_to_say_the_version_or_the_help(words: tuple[str, ...]) -> None:
    assert [name for name in imported(*words) if name.startswith(("builder.build", *HEAVY))] == []


def test_nothing_heavy_is_imported_where_nothing_changed(project: Path) -> None:
    words = ("-C", str(project), "build", *TODAY)
    assert "jinja2" in imported(*words)
    time.sleep(STEP / 1e9)  # what was written so lately could change again unseen
    assert "builder.journey" in imported(*words)
    assert [name for name in imported(*words) if name.startswith(("builder.journey", *HEAVY))] == []


def commands(group: click.Command, way: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command below a group, as the words that lead to it."""
    if not isinstance(group, click.Group):
        return [way]
    return [way, *(found for name, one in below(group).items() for found in commands(one, (*way, name)))]


@pytest.mark.parametrize("way", commands(main), ids=" ".join)
def test_every_command_and_every_option_says_what_it_does(bulletin: Bulletin, way: tuple[str, ...]) -> None:
    for word in ("-h", "--help"):
        ended = bulletin("--lang", "en", *way, word)
        assert ended.code == 0
        assert ended.out.startswith("Usage: ")
    current: click.Command = main
    for name in way:
        assert isinstance(current, click.Group)
        current = below(current)[name]
    assert current.help
    for parameter in current.params:
        if isinstance(parameter, click.Argument):  # told in the command's own help, under its name
            assert parameter.name
            assert parameter.name.upper() in current.help
            continue
        assert isinstance(parameter, click.Option)
        assert parameter.help, parameter.name


def test_a_new_session_is_begun_and_has_nothing_wrong(bulletin: Bulletin, project: Path) -> None:
    ended = bulletin("-C", project, "new", "session", "--number", "6", "--date", "29/12/2022")
    path = project / "content" / "sessions" / "2022-12-29-ky-hop-6.md"
    assert (ended.code, ended.out.strip()) == (0, path.as_posix())
    assert bulletin("-C", project, "check", *TODAY, "--strict").code == 0
    again = bulletin("-C", project, "new", "session", "--number", "6", "--date", "29/12/2022")
    assert again.code == 2
    assert again.err == (
        "content/sessions/2022-12-29-ky-hop-6.md: đã có rồi, chương trình không ghi đè lên tệp nào\n"
        "      = hãy chọn tên hoặc số khác, hoặc viết tiếp vào tệp đã có\n"
    )
    text = path.read_text(encoding="utf-8")
    assert "session: 6\ndate: 29/12/2022\n" in text
    assert "draft: true\n" in text


@pytest.mark.parametrize("councils", [b"a: [\n", b"\xff\xfe", b"", b"- a\n"])
def test_a_new_session_beside_a_broken_list_of_councils_is_no_fault_of_ours(
    bulletin: Bulletin, project: Path, councils: bytes
) -> None:
    write(project, {"content/councils.yaml": councils})
    ended = bulletin("-C", project, "new", "session", "--number", "6", "--date", "29/12/2022")
    assert ended.code in {1, 2}
    assert "councils.yaml" in ended.out + ended.err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("templates/home.html", "Kỳ".encode("utf-16")),
        ("templates/home.html", b"{{ 1/0 }}"),
        ("templates/home.html", b"{% include 'home.html' %}"),
        ("assets/a.css", b"a{\xff}"),
        ("assets/a.css", b"a{background:url(khong-co.png)}"),
        ("locale/vi.po", "Kỳ".encode("utf-16")),
        (
            "locale/vi.po",
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "\xff"\n',
        ),
        (
            "locale/vi.po",
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=khong-co\\n"\n\nmsgid "a"\nmsgstr "b"\n',
        ),
    ],
)
def test_a_theme_that_is_wrong_is_a_problem_at_its_file(
    bulletin: Bulletin, project: Path, name: str, data: bytes
) -> None:
    write(project / "themes" / "tiny", {name: data})
    ended = bulletin("-C", project, "check", *TODAY, "--format", "json")
    assert ended.code == 1, ended.err[-300:]
    assert [one["file"] for one in json.loads(ended.out)] == [f"themes/tiny/{name}"]


def test_the_builders_own_theme_shows_the_good_site(bulletin: Bulletin, project: Path) -> None:
    settings = project / "content" / "site.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("theme: tiny", "theme: gazette"), encoding="utf-8"
    )
    ended = bulletin("-C", project, "--lang", "en", "build", *TODAY)
    assert ended.code == 0, ended.out
    assert "0 errors · 0 warnings" in ended.out


def test_python_m_builder_is_the_same_command(bulletin: Bulletin, project: Path) -> None:
    hong(project, "topics: [ngan-sac]")
    mine = bulletin("-C", project, "check", *TODAY, "--format", "json")
    words = ["-C", str(project), "check", *TODAY, "--format", "json"]
    other = run(words, project)
    assert (other.returncode, other.stdout, other.stderr) == (mine.code, mine.out, mine.err)
    assert other.returncode == 1


def test_the_shell_sees_the_exit_codes(project: Path) -> None:
    assert run(["check", *TODAY], project).returncode == 0
    assert run(["buidl"], project).returncode == 2
    hong(project, "topics: [ngan-sac]")
    assert run(["check", *TODAY], project).returncode == 1


def test_words_are_printed_even_where_the_terminal_knows_no_vietnamese(project: Path) -> None:
    hong(project, "topics: [ngan-sac]")
    ended = run(["check", *TODAY], project, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert ended.returncode == 1
    assert "lỗi[unknown-topic]" in ended.stdout


def test_the_command_installed_is_the_same_too() -> None:
    installed = Path(sys.executable).with_name("bulletin")
    assert installed.is_file()
    assert command("--version")[1:] == ["-m", "builder", "--version"]
    assert "builder.__main__" in installed.read_text(encoding="utf-8")


def test_check_shows_how_figures_were_read_and_what_is_not_recorded(
    bulletin: Bulletin, project: Path
) -> None:
    phrases = (
        "metrics:\n  - {name: Thu, period: 2022, result: 'ước đạt trên 11 tỷ đồng, bằng 103% kế hoạch'}\n"
    )
    phrases += "  - {name: Nước, period: 2022, result: giữ vững}\n  - {name: Hộ, period: 2022, result: 12 hộ và 13 hộ}"
    text = (
        "ước đạt trên 11 tỷ đồng, bằng 103% kế hoạch; giữ vững; 12 hộ và 13 hộ; còn 7 lao động, 7 lao động."
    )
    words = write_up(phrases, text, number=9, term="IX", day="date: 2022-10-01")
    write(project, {HONG: words})
    ended = bulletin("-C", project, "--lang", "en", "check", *TODAY, "--figures", "2022-10-01-hong.md")
    assert "  Thu · 2022 · result: ước đạt trên 11 tỷ đồng, bằng 103% kế hoạch\n" in ended.out
    assert "      → > 11 tỷ đồng · estimate · plan: 103 %\n" in ended.out
    assert "      → kept up\n" in ended.out
    assert (
        "      → NOT SURE: two values stand in one phrase: 12 hộ / 13 hộ; which one is the figure cannot be known\n"
        in ended.out
    )
    assert ended.out.count("      7 lao động\n") == 1
    assert "warning[figure-several-values]" in ended.out
    assert "2021-12-29" not in ended.out.split("warning")[0]
    every = bulletin("-C", project, "--lang", "vi", "check", *TODAY, "--figures")
    assert "2021-12-29-ky-hop-3.md" in every.out
    assert "Con số trong bài chưa có trong metrics" in every.out


def test_a_reading_is_explained_with_the_comma_of_its_language(bulletin: Bulletin, project: Path) -> None:
    words = ("-C", project, "--lang")
    for language, number in (("vi", "12,5 tỷ đồng"), ("en", "12.5 tỷ đồng")):
        ended = bulletin(*words, language, "check", *TODAY, "--figures", "ky-hop-3.md")
        assert f"      → {number}\n" in ended.out


def test_a_write_up_is_named_from_here_or_from_the_site(
    bulletin: Bulletin, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = "content/sessions/2021-12-29-ky-hop-3.md"
    monkeypatch.chdir(project.parent)
    for named in (file, f"{project.name}/{file}", f"./{project.name}/{file}", project / file):
        ended = bulletin("-C", project.name, "check", *TODAY, "--figures", named)
        assert ended.code == 0, ended.err
        assert f"{file}\n" in ended.out
        assert "ky-hop-4" not in ended.out


def test_check_says_when_no_write_up_has_the_name(bulletin: Bulletin, project: Path) -> None:
    ended = bulletin("-C", project, "check", *TODAY, "--figures", "khong-co.md")
    assert ended.code == 2
    assert "khong-co.md" in ended.err


def test_a_schema_speaks_the_language_asked_for_else_the_sites(bulletin: Bulletin, project: Path) -> None:
    english = json.loads(bulletin("-C", project, "--lang", "en", "schema", "topics").out)
    own = json.loads(bulletin("-C", project, "schema", "topics").out)
    assert english["title"] == "Topics: content/topics.yaml"
    assert own["title"] == "Lĩnh vực: content/topics.yaml"


def test_settings_for_an_editor_are_written_and_named(bulletin: Bulletin, project: Path) -> None:
    ended = bulletin("-C", project, "editor")
    assert ended.code == 0
    for line in ended.out.splitlines():
        assert Path(line).is_file()
    assert (project / ".vscode" / "settings.json").as_posix() in ended.out


def test_a_page_is_explained_by_its_address_its_file_or_its_source(bulletin: Bulletin, project: Path) -> None:
    path, source = "an-binh/khoa-ix/ky-hop-4/index.html", "content/sessions/2022-07-15-ky-hop-4.md"
    english = ("-C", project, "--lang", "en")
    first = bulletin(*english, "explain", f"https://example.org/{path.removesuffix('index.html')}#ket-qua")
    assert first.code == 0
    assert f"from        {source}\n" in first.out
    assert "SessionView → session.html (vi)\n" in first.out
    assert "themes/tiny/templates/session.html\n" in first.out
    assert "next build  this computer has not built into output yet" in first.out
    assert "published   not in output yet\n" in first.out
    bulletin(*english, "build")
    again = bulletin(*english, "explain", project / "output" / path)
    assert "next build  left as it was" in again.out
    assert "published   the file in output is just what would be made\n" in again.out
    assert f"  {path}\n" in bulletin(*english, "explain", source).out


WHY = {
    "vi": """\
lần dựng trước  dựng mới: đó là lần dựng đầu tiên máy này còn nhớ
lần dựng tới    dựng lại, vì:
                - bài viết đã đổi (chữ hiện trên trang, hoặc chữ để tìm ra nó):
                    đổi: {source}
                - dữ liệu trang nhận được đã đổi:
                    page.sharing.linked: {linked}
                    page.session.title: “Sáu tháng đầu năm 2022” → “Bảy tháng đầu năm 2022”
                - tệp đã đổi giữa hai lần dựng, có thể dẫn tới việc này:
                    đổi: {source}
đã đăng         bản trong output khác; lần dựng tới sẽ thay
""",
    "en": """\
last build  made anew: it is the first build that this computer remembers
next build  made anew, because:
            - its text changed (what is shown of it, or what it is found by):
                changed: {source}
            - the data that the page is given changed:
                page.sharing.linked: {linked}
                page.session.title: “Sáu tháng đầu năm 2022” → “Bảy tháng đầu năm 2022”
            - files that changed between the two builds and can have led to it:
                changed: {source}
published   the file in output is another; the next build replaces it
""",
}


def test_why_a_page_changes_is_told_in_both_languages(bulletin: Bulletin, project: Path) -> None:
    path, source = "an-binh/khoa-ix/ky-hop-4/", "content/sessions/2022-07-15-ky-hop-4.md"
    bulletin("-C", project, "build")
    text = (project / source).read_text(encoding="utf-8")
    write(project, {source: text.replace("title: Sáu", "title: Bảy")})
    for language, why in WHY.items():
        told = bulletin("-C", project, "--lang", language, "explain", path).out
        linked = re.search(r"linked: (“…\S.*)", told)
        assert linked is not None
        assert told.endswith(why.format(source=source, linked=linked[1]))
    bulletin("-C", project, "build")
    assert "lần dựng trước  dựng lại, vì:\n" in bulletin("-C", project, "explain", path).out
    write(project, {f"output/{path}index.html": "x"})
    assert "đã bị sửa sau khi dựng" in bulletin("-C", project, "explain", path).out


def test_a_file_whose_name_follows_what_it_holds_is_never_made_anew(
    bulletin: Bulletin, project: Path
) -> None:
    bulletin("-C", project, "build")
    file = next((project / "output" / "tim-kiem").rglob("*.js"))
    assert "giữ nguyên: tên tệp đổi theo nội dung" in bulletin("-C", project, "explain", file).out


@pytest.mark.parametrize(
    "what",
    [
        "an-binh/khoa-ix/ky-hop-4/",
        "/an-binh/khoa-ix/ky-hop-4",
        "https://a.example/an-binh/an-binh/khoa-ix/ky-hop-4/",
    ],
)
def test_a_site_may_stand_in_a_folder_named_as_its_council(
    bulletin: Bulletin, project: Path, what: str
) -> None:
    settings = project / "content" / "site.yaml"
    kept = re.sub(r"^base_url:.*\n", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    write(project, {"content/site.yaml": f"{kept.rstrip()}\nbase_url: https://a.example/an-binh/\n"})
    ended = bulletin("-C", project, "--lang", "en", "explain", what)
    assert (ended.code, ended.err) == (0, "")
    assert "an-binh/khoa-ix/ky-hop-4/index.html\n" in ended.out


def test_what_is_not_there_is_not_explained(bulletin: Bulletin, project: Path) -> None:
    ended = bulletin("-C", project, "--lang", "vi", "explain", "/an-binh/khoa-ix/ky-hop-44/")
    assert ended.code == 2
    assert "không có trang hay tệp nào như vậy" in ended.err
    write(project, {"content/topics.yaml": "ngan-sach: x\n"})
    ended = bulletin("-C", project, "explain", "/")
    assert ended.code == 1
    assert "content/topics.yaml:1" in ended.out + ended.err


def test_a_copy_of_a_site_is_verified(bulletin: Bulletin, project: Path) -> None:
    bulletin("-C", project, "build", *TODAY)
    copy = project / "output"
    ended = bulletin("--lang", "en", "verify", copy)
    assert ended.code == 0
    assert re.fullmatch(r"\d+ files are as they were built\n", ended.out)
    (copy / "index.html").write_text("x", encoding="utf-8")
    assert bulletin("--lang", "vi", "verify", copy)[:2] == (1, "đã khác: index.html\n")
    assert bulletin("--lang", "en", "verify", project)[0] == 2
