import csv
import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from files import pdf, photo
from frictionless import Package

from builder.outputs.open_data.columns import TABLES, tables
from builder.outputs.open_data.encode import as_csv, as_json, line
from builder.outputs.whole import plan_site
from builder.pictures.codec import cleaned
from builder.plan import Data, Page
from unit import archives
from unit.small import assembled, write, write_up

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # frictionless' own dependencies warn

PHRASES = """
metrics:
  - {indicator: thu-ngan-sach, period: 2022, result: 'đạt 12,50 tỷ đồng, "vượt" 103,5 % kế hoạch', where: "=1+1"}
  - {indicator: thu-ngan-sach, period: 2023, target: từ 13 đến 14 tỷ đồng}
  - {name: Trật tự, period: 2022, result: giữ vững}
  - {name: Giảm nghèo, period: 2022, result: giảm 9 hộ}
resolutions: [{number: 1/NQ, title: A}]
"""


def published(folder: Path, *, draft: bool = False) -> dict[str, bytes]:
    """The files of the open data below `du-lieu/`, by name."""
    extra = PHRASES + ("draft: true" if draft else "")
    site, _ = assembled(folder, {"sessions/a.md": write_up(extra, title="MARKER")})
    plan = plan_site(site, portable=False, preview=False)
    return {
        output.path.removeprefix("du-lieu/"): output.recipe.data
        for output in plan.outputs
        if output.path.startswith("du-lieu/") and isinstance(output.recipe, Data)
    }


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_phrase_and_number_stand_side_by_side_as_printed(tmp_path: Path) -> None:
    first, second, third, fourth = rows(published(tmp_path)["figures.csv"])
    assert first["phrase"] == 'đạt 12,50 tỷ đồng, "vượt" 103,5 % kế hoạch'
    assert (first["value"], first["op"], first["unit"]) == ("12.50", "=", "tỷ đồng")
    assert first["id"] == "an-binh/X/1#2022-thu-ngan-sach-result"
    assert first["url"] == "https://example.org/an-binh/khoa-x/ky-hop-1/#2022-thu-ngan-sach-result"
    assert (second["value"], second["value_max"]) == ("13", "14")
    assert (third["value"], third["obs_status"], third["measure"]) == ("", "M", "maintain")
    assert fourth["value"] == "-9"


def test_a_text_that_a_spreadsheet_would_run_is_quoted_and_a_number_is_not(tmp_path: Path) -> None:
    first, *_, last = rows(published(tmp_path)["figures.csv"])
    assert first["where"] == "'=1+1"
    assert last["value"] == "-9"


def test_json_says_what_csv_says(tmp_path: Path) -> None:
    files = published(tmp_path)
    for name in TABLES:
        said = json.loads(files[f"{name}.json"])
        assert (said["schema"], said["table"]) == (1, name)
        found = rows(files[f"{name}.csv"])
        assert len(found) == len(said["rows"])
        for left, right in zip(found, said["rows"], strict=True):
            for column, value in right.items():
                text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                assert left[column].removeprefix("'") == text


def test_lines_end_as_rfc_4180_says_and_nothing_is_a_float(tmp_path: Path) -> None:
    files = published(tmp_path)
    assert files["figures.csv"].count(b"\r\n") == files["figures.csv"].count(b"\n") == 5
    table = tables()["series"]
    row = dict.fromkeys((column.name for column in table.columns), Decimal("1.10"))
    assert b"1.10" in as_csv(table, [line(table, row)])
    assert b'"1.10"' in as_json(table, [line(table, row)])


def test_single_indicators_and_sessions_have_their_figures(tmp_path: Path) -> None:
    files = published(tmp_path)
    assert len(rows(files["chi-tieu/thu-ngan-sach.csv"])) == 2
    assert len(rows(files["ky-hop/an-binh-x-1.csv"])) == 4


def test_the_ledger_row_leads_to_the_phrase(tmp_path: Path) -> None:
    (row,) = rows(published(tmp_path)["ledger.csv"])
    assert (row["target_value"], row["target_value_max"], row["state"]) == ("13", "14", "not-found")
    assert row["url"].endswith("#2023-thu-ngan-sach-target")


def test_a_draft_leaves_no_trace(tmp_path: Path) -> None:
    assert not any(b"MARKER" in data for data in published(tmp_path, draft=True).values())
    assert any(b"MARKER" in data for data in published(tmp_path).values())


def test_frictionless_finds_the_package_valid_and_a_broken_one_not(tmp_path: Path) -> None:
    files = published(tmp_path / "site")
    data = write(tmp_path / "data", dict(files))
    report = Package(str(data / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert {task.name for task in report.tasks} == set(TABLES)
    broken = files["figures.csv"].replace(b"12.50", b"12,50", 1).replace(b"2022-01-01", b"2022-13-01", 1)
    (data / "figures.csv").write_bytes(broken)
    assert not Package(str(data / "datapackage.json")).validate().valid


def test_every_file_offered_is_a_row_with_its_size_and_digest(tmp_path: Path) -> None:
    extra = (
        "resolutions: [{number: 1/NQ, title: A, file: a.pdf}, {number: 2/NQ, title: B}]\n"
        "documents: [{title: C, date: 2022-06-01, file: c.jpg}]\nsources: [{id: s, title: S, class: copy, file: s.pdf}]\n"
    )
    files = {"a.pdf": pdf("a"), "c.jpg": photo(40, 30), "s.pdf": pdf("s")}
    site, _ = assembled(
        tmp_path,
        {"sessions/a.md": write_up(extra)} | {f"sessions/{name}": data for name, data in files.items()},
    )
    plan = plan_site(site, portable=False, preview=False)
    data = next(one.recipe for one in plan.outputs if one.path == "du-lieu/documents.csv")
    assert isinstance(data, Data)
    first, second = rows(data.data)
    assert (first["resolution"], first["date"], first["type"]) == ("1/NQ", "2022-06-15", "PDF")
    assert (first["bytes"], first["sha256"]) == (str(len(pdf("a"))), hashlib.sha256(pdf("a")).hexdigest())
    assert first["url"] == "https://example.org/an-binh/khoa-x/ky-hop-1/a.pdf"
    assert (second["resolution"], second["date"], second["type"]) == ("", "2022-06-01", "JPEG")
    assert second["sha256"] == hashlib.sha256(cleaned(files["c.jpg"])).hexdigest()


def test_a_correction_is_a_row_that_leads_to_its_page_and_its_figure(tmp_path: Path) -> None:
    extra = (
        "metrics: [{indicator: thu-ngan-sach, period: 2022, result: 12 tỷ đồng}]\ncorrections:\n"
        "- {date: 2022-07-01, figure: 2022-thu-ngan-sach-result, was: =11 tỷ đồng, now: 12 tỷ đồng, why: Gõ nhầm}\n"
        "- {date: 2022-07-01, was: A, now: B, why: C}\n"
    )
    site, _ = assembled(tmp_path, {"sessions/a.md": write_up(extra)})
    recipes = {one.path: one.recipe for one in plan_site(site, portable=False, preview=False).outputs}
    data, page = recipes["du-lieu/corrections.csv"], recipes["an-binh/khoa-x/ky-hop-1/index.html"]
    assert isinstance(data, Data)
    assert isinstance(page, Page)
    first, second = rows(data.data)
    address = "https://example.org/an-binh/khoa-x/ky-hop-1/"
    assert first["figure"] == "an-binh/X/1#2022-thu-ngan-sach-result"
    assert (first["was"], first["now"], first["why"]) == ("'=11 tỷ đồng", "12 tỷ đồng", "Gõ nhầm")
    assert first["figure_url"] == f"{address}#2022-thu-ngan-sach-result"
    assert (second["figure"], second["figure_url"]) == ("", "")
    anchors = {f"{address}#{one.id}" for one in page.view.corrections}
    assert {first["url"], second["url"]} == anchors


def test_a_number_is_given_with_all_that_makes_it_true(tmp_path: Path) -> None:
    """How exact it is, the other end of a range, the unit it is in; nothing of a reading that is not sure."""
    figures = archives.metrics(
        "thu|2022|target|đạt 10 tỷ đồng",
        "thu|2022|result|gần 10 tỷ đồng||where: a; id: r",
        "thu|2022|target|khoảng 10 tỷ đồng||where: a; id: t",
        "thu|2022|result|tăng 12%",
        "dat|2022|target|từ 7,5 đến 8,5%",
        "dat|2022|result|gấp 2 lần, đạt 9%",
        "ho|term|result|còn 5 hộ",
        "thu|2023|target|phấn đấu đạt 12 tỷ đồng",
        "thu|2024|result|phấn đấu đạt 12 tỷ đồng",
    )
    registries: dict[str, str | bytes] = {
        "indicators.yaml": archives.INDICATORS,
        "units.yaml": archives.UNITS,
    }
    site, _ = assembled(tmp_path, {**registries, "sessions/a.md": write_up(figures)})
    made = {
        output.path.removeprefix("du-lieu/"): output.recipe.data
        for output in plan_site(site, portable=False, preview=False).outputs
        if isinstance(output.recipe, Data)
    }
    found = {
        (one["indicator"], one["where"]): one for one in rows(made["ledger.csv"]) if one["period"] == "2022"
    }
    assert [found["thu", "a"][key] for key in ("target_approx", "result_approx", "measure")] == [
        "about", "under", "level",
    ]  # fmt: skip
    other = found["thu", ""]
    assert [other[key] for key in ("target_value", "unit", "result_value", "result_unit", "state")] == [
        "10", "tỷ đồng", "12", "%", "not-comparable",
    ]  # fmt: skip
    series = {
        (one["indicator"], one["where"]): one
        for one in rows(made["series.csv"])
        if one["period"] not in {"2023", "2024"}
    }
    assert [series["thu", "a"][key] for key in ("target_approx", "result_approx")] == ["about", "under"]
    assert [series["thu", ""][key] for key in ("target_unit", "unit")] == ["tỷ đồng", "%"]
    ranged = series["dat", ""]
    assert [ranged[key] for key in ("target_value", "target_value_max", "result_value", "obs_status")] == [
        "7.5", "8.5", "", "M",
    ]  # fmt: skip
    term = series["ho", ""]
    assert [term[key] for key in ("period_start", "period_end")] == ["2021-01-01", "2026-12-31"]
    unsure = next(one for one in rows(made["figures.csv"]) if one["sure"] == "false")
    assert [unsure[key] for key in ("value", "op", "unit", "compare", "obs_status")] == ["", "", "", "", "M"]
    aims = [one for one in rows(made["figures.csv"]) if one["phrase"].startswith("phấn đấu")]
    assert [(one["kind"], one["obs_status"]) for one in aims] == [("target", "A"), ("result", "F")]
