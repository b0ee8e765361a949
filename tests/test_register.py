"""The register in use: a site is published, changed, checked and published again, as clerks do it.

Source: docs/decisions/065-register.md.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from unit.small import project, write, write_up

from builder.cli import main
from builder.content.register import read_register
from builder.model.register import REGISTER
from builder.outputs.divided import ROWS, TOGETHER

SESSION = "sessions/a.md"
HOME = "/an-binh/khoa-x/ky-hop-1/"
FIGURE = f"{HOME}#2022-thu-ngan-sach-result"


def session(result: str = "12,5 tỷ đồng", extra: str = "", number: int = 1, body: str = "Nội dung.") -> str:
    """A write-up with one figure."""
    figures = f'metrics:\n- {{indicator: thu-ngan-sach, period: 2022, result: "{result}"}}'
    return write_up(f"{extra}\n{figures}", body, number=number)


def corrected(was: str, now: str, day: str = "2026-02-03", figure: str = "2022-thu-ngan-sach-result") -> str:
    """The front matter of a correction."""
    named = f"  figure: {figure}\n" if figure else ""
    return f"corrections:\n- date: {day}\n{named}  was: {was}\n  now: {now}\n  why: Gõ nhầm."


class Clerk:
    """Somebody with a site and the command."""

    def __init__(self, folder: Path) -> None:
        self.folder = project(folder, {SESSION: session()})
        self.publish()

    def write(self, text: str | None, file: str = SESSION) -> None:
        path = self.folder / "content" / file
        if text is None:
            path.unlink()
        else:
            write(self.folder / "content", {file: text})

    def typed(self, command: str, today: str) -> tuple[int, str]:
        words = ["-C", str(self.folder), "--lang", "en", command, "--today", today, "--jobs", "1"]
        ended = CliRunner().invoke(main, words)
        return ended.exit_code, ended.output

    def publish(self, today: str = "2026-01-05") -> str:
        code, out = self.typed("publish", today)
        assert code == 0, out
        return out

    def told(self, today: str = "2026-03-01") -> list[tuple[str, str]]:
        """Where and what `check` tells."""
        _, out = self.typed("check", today)
        found: list[tuple[str, str]] = re.findall(r"^(\S+:\d+):\d+: \w+\[(\S+)\]", out, re.MULTILINE)
        return found

    @property
    def register(self) -> bytes:
        return (self.folder / REGISTER).read_bytes()

    def lines(self, address: str) -> list[tuple[str, str]]:
        """Day and phrase of the rows of an address."""
        rows, problems = read_register(REGISTER, self.register)
        assert problems == ()
        return [(one.day.isoformat(), one.phrase) for one in rows if one.address == address]


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """A site that was published on 5 January 2026."""
    return Clerk(tmp_path / "site")


def test_publishing_begins_a_register_and_then_changes_nothing(clerk: Clerk) -> None:
    before = clerk.register
    assert clerk.lines(HOME) == [("2026-01-05", "")]
    assert clerk.lines(FIGURE) == [("2026-01-05", "12,5 tỷ đồng")]
    assert clerk.told() == []
    assert "content/register.csv: 0 new lines" in clerk.publish("2026-03-01")
    assert clerk.register == before


def test_a_site_without_a_register_is_not_held_to_one(clerk: Clerk) -> None:
    (clerk.folder / REGISTER).unlink()
    clerk.write(session("12,8 tỷ đồng"))
    assert clerk.told() == []
    assert clerk.typed("build", "2026-03-01")[0] == 0
    assert not (clerk.folder / REGISTER).exists()


def test_a_published_figure_does_not_change_in_silence(clerk: Clerk) -> None:
    before = clerk.register
    clerk.write(session("12,8 tỷ đồng"))
    assert clerk.told() == [("content/sessions/a.md:8", "figure-changed")]
    code, out = clerk.typed("publish", "2026-03-01")
    assert (code, clerk.register) == (1, before)
    paste = re.search(r"reason: (- \{.*\})", out)
    assert paste
    clerk.write(session("12,8 tỷ đồng", f"corrections:\n{paste[1]}"))
    assert clerk.told() == []


def test_a_corrected_figure_keeps_both_phrases_and_the_correction_for_ever(clerk: Clerk) -> None:
    clerk.write(session("12,8 tỷ đồng", corrected('"12,5 tỷ đồng"', '"12,8 tỷ đồng"')))
    clerk.publish("2026-02-03")
    assert clerk.lines(FIGURE) == [("2026-01-05", "12,5 tỷ đồng"), ("2026-02-03", "12,8 tỷ đồng")]
    clerk.write(session("12,8 tỷ đồng"))
    assert clerk.told() == [("content/sessions/a.md:8", "figure-changed")]


def test_corrections_may_follow_one_another(clerk: Clerk) -> None:
    first = corrected('"12,5 tỷ đồng"', '"12,8 tỷ đồng"')
    second = corrected('"12,8 tỷ đồng"', '"12,5 tỷ đồng"', "2026-02-10").removeprefix("corrections:\n")
    clerk.write(session("12,8 tỷ đồng", first))
    clerk.publish("2026-02-03")
    clerk.write(session("12,5 tỷ đồng", first))
    assert clerk.told() == [("content/sessions/a.md:14", "figure-changed")]
    clerk.write(session("12,5 tỷ đồng", f"{first}\n{second}"))
    assert clerk.told() == []
    clerk.publish("2026-02-10")
    assert [phrase for _, phrase in clerk.lines(FIGURE)] == ["12,5 tỷ đồng", "12,8 tỷ đồng", "12,5 tỷ đồng"]


def test_a_correction_says_what_was_published(clerk: Clerk) -> None:
    clerk.write(session("12,8 tỷ đồng", corrected('"12 tỷ đồng"', '"12,8 tỷ đồng"')))
    assert clerk.told() == [("content/sessions/a.md:10", "correction-was")]


def test_a_correction_older_than_the_register_is_not_held_to_it(clerk: Clerk) -> None:
    clerk.write(session("12,5 tỷ đồng", corrected("11 tỷ đồng", '"12,5 tỷ đồng"', "2025-12-30")))
    assert clerk.told() == []


def test_spaces_and_capitals_are_no_other_words(clerk: Clerk) -> None:
    clerk.write(session("12,5  Tỷ đồng"))
    assert "figure-changed" not in {code for _, code in clerk.told()}


def test_a_figure_goes_with_a_word_and_may_have_another_id(clerk: Clerk) -> None:
    clerk.write(write_up())
    assert clerk.told() == [("content/sessions/a.md:2", "figure-gone")]
    clerk.write(write_up(corrected('"12,5 tỷ đồng"', "bỏ", figure="")))
    assert clerk.told() == []
    moved = session().replace("period: 2022", "period: 2021")
    clerk.write(moved)
    assert [code for _, code in clerk.told()] == ["figure-gone"]
    named = corrected('"12,5 tỷ đồng"', '"12,5 tỷ đồng"', figure="2021-thu-ngan-sach-result")
    clerk.write(moved.replace("metrics:", f"{named}\nmetrics:", 1))
    assert clerk.told() == []
    clerk.publish("2026-02-03")
    assert clerk.told() == []


def test_a_changed_text_is_a_day_in_the_register_and_no_problem(clerk: Clerk) -> None:
    clerk.write(session(body="Nội dung khác."))
    assert clerk.told() == []
    clerk.publish("2026-02-03")
    assert clerk.lines(HOME) == [("2026-01-05", ""), ("2026-02-03", "")]
    clerk.write(session(body="Nội dung khác.").replace("\n", "\r\n"))
    assert "0 new lines" in clerk.publish("2026-02-04"), "line ends are no text"


GONE: dict[str, Callable[[Clerk], None]] = {
    "deleted": lambda clerk: clerk.write(None),
    "a draft again": lambda clerk: clerk.write(session(extra="draft: true")),
    "embargoed": lambda clerk: clerk.write(session(extra="embargo: 2027-01-01 08:00")),
    "renumbered": lambda clerk: clerk.write(session(number=2)),
}


@pytest.mark.parametrize("how", GONE)
def test_a_published_address_does_not_die(clerk: Clerk, how: str) -> None:
    GONE[how](clerk)
    lost = [place for place, code in clerk.told() if code == "address-lost"]
    rows = clerk.register.decode().split("\n")
    assert [rows[int(place.rpartition(":")[2]) - 1].partition(",")[0] for place in lost][:1] == [HOME]


def test_an_alias_or_a_notice_answers_for_an_address(clerk: Clerk) -> None:
    clerk.write(session(number=2, extra=f"aliases: [{HOME}]"))
    assert clerk.told() == []
    clerk.publish("2026-02-03")
    clerk.write(session("12,8 tỷ đồng", number=2, extra=f"aliases: [{HOME}]"))
    assert [code for _, code in clerk.told()] == ["figure-changed"], "once, though it had two addresses"
    clerk.write(session(number=2, extra=f"aliases: [{HOME}]\nwithdrawn: Rút để soát lại."))
    assert clerk.told() == []


def test_resolutions_of_a_withdrawn_session_lead_to_its_notice(clerk: Clerk) -> None:
    extra = "resolutions: [{number: 12/NQ-HĐND, title: A}]"
    clerk.write(session(extra=extra))
    clerk.publish("2026-02-03")
    clerk.write(session(extra=f"{extra}\nwithdrawn: Rút."))
    clerk.publish("2026-02-04")
    page = clerk.folder / "output/an-binh/nghi-quyet/2022/12-nq-hdnd/index.html"
    assert "<title>Kỳ họp thứ nhất</title>" in page.read_text(encoding="utf-8")
    clerk.write(session(extra=extra, number=2), "sessions/b.md")
    assert clerk.told() == [], "the session that took its place has that resolution now"


def test_a_council_under_another_key_takes_its_addresses_with_it(clerk: Clerk) -> None:
    for file in ("councils.yaml", SESSION):
        text = (clerk.folder / "content" / file).read_text(encoding="utf-8")
        clerk.write(text.replace("an-binh", "binh-an"), file)
    assert [code for _, code in clerk.told()] == ["page-lost"], "once for all that lies below"
    settings = (clerk.folder / "content/site.yaml").read_text(encoding="utf-8")
    clerk.write(f"{settings}redirects: [{{from: /an-binh/, to: /binh-an/}}]\n", "site.yaml")
    assert clerk.told() == []
    text = (clerk.folder / "content" / SESSION).read_text(encoding="utf-8")
    clerk.write(text.replace("12,5 tỷ", "12,8 tỷ"))
    assert [code for _, code in clerk.told()] == ["figure-changed"], "figures are known at the new address"


def test_what_is_lost_is_told_beside_other_mistakes(clerk: Clerk) -> None:
    clerk.write(None)
    clerk.write(write_up(number=3).replace("title:", "titel:"), "sessions/b.md")
    assert {code for _, code in clerk.told()} == {"address-lost", "unknown-key"}


def test_drafts_and_embargoed_sessions_leave_no_trace_in_it(clerk: Clerk) -> None:
    clerk.write(write_up("draft: true", "BÍ MẬT", number=7, title="BÍ MẬT"), "sessions/b.md")
    clerk.write(write_up("embargo: 2026-06-01 08:00", number=8, title="BÍ MẬT"), "sessions/c.md")
    before = clerk.register
    clerk.publish("2026-02-03")
    assert clerk.register == before
    clerk.publish("2026-06-02")
    assert clerk.lines("/an-binh/khoa-x/ky-hop-8/") == [("2026-06-02", "")]


def test_a_register_in_another_order_is_put_in_order_and_loses_nothing(clerk: Clerk) -> None:
    before = clerk.register
    head, *rows = before.decode().splitlines(keepends=True)
    (clerk.folder / REGISTER).write_text(head + "".join(reversed(rows)), encoding="utf-8")
    assert {code for _, code in clerk.told()} == {"register-order"}
    clerk.publish("2026-02-03")
    assert clerk.register == before


def test_a_register_that_cannot_be_read_is_told_and_left_alone(clerk: Clerk) -> None:
    broken = clerk.register.replace(b"2026-01-05", b"05/01/2026")
    (clerk.folder / REGISTER).write_bytes(broken)
    code, out = clerk.typed("publish", "2026-02-03")
    assert (code, clerk.register) == (1, broken)
    assert "register-cell" in out


def test_a_list_that_became_short_again_answers_at_the_addresses_of_its_years_and_parts(clerk: Clerk) -> None:
    clerk.write("hộ: {}\ntỷ đồng: {}\n", "units.yaml")
    known = "".join(f"i-{n}: {{name: Chỉ tiêu {n}, unit: hộ}}\n" for n in range(ROWS + 6))
    clerk.write(f"thu-ngan-sach: {{name: Thu ngân sách, unit: tỷ đồng}}\n{known}", "indicators.yaml")
    targets = [f"- {{indicator: i-{n}, period: {2023 + n % 2}, target: {n} hộ}}" for n in range(ROWS + 6)]
    few, others = (write_up("metrics:\n" + "\n".join(targets[n::2]), number=f"so-{n}") for n in (0, 1))
    clerk.write(few, "sessions/few.md")
    clerk.write(others, "sessions/others.md")
    passed = "topics: [ngan-sach]\nresolutions: [{{number: {n}/NQ, title: A}}]"
    for n in range(2, TOGETHER + 3):
        clerk.write(write_up(passed.format(n=n), number=n), f"sessions/{n}.md")
    clerk.publish("2026-02-03")
    led = {
        "an-binh/khoa-x/chi-tieu/2023/": "an-binh/khoa-x/chi-tieu/",
        "an-binh/khoa-x/chi-tieu/2024/": "an-binh/khoa-x/chi-tieu/",
        "linh-vuc/ngan-sach/2022/": "linh-vuc/ngan-sach/",
        "linh-vuc/ngan-sach/2022/phan-1/": "linh-vuc/ngan-sach/",
        "nghi-quyet/2022/phan-1/": "nghi-quyet/2022/",
        "an-binh/nghi-quyet/2022/phan-1/": "an-binh/nghi-quyet/2022/",
    }
    pages = {address: clerk.folder / f"output/{address}index.html" for address in led}
    assert [address for address, page in pages.items() if "<a href" in page.read_text(encoding="utf-8")] == []
    clerk.write(others.replace("---", "---\nwithdrawn: Rút.", 1), "sessions/others.md")
    clerk.write(write_up(f"withdrawn: Rút.\n{passed.format(n=2)}", number=2), "sessions/2.md")
    clerk.publish("2026-02-04")
    for address, above in led.items():
        assert f">/{above}</a>" in pages[address].read_text(encoding="utf-8"), address
