"""Makes two sites that no editor should write but one day will: everything at its longest, and nothing at all."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

TITLE = (
    "Hội đồng nhân dân xã quyết nghị ba mươi chín chỉ tiêu phát triển kinh tế – xã hội, quốc phòng, an ninh năm 2025, "
    "thông qua dự toán thu, chi ngân sách và kế hoạch đầu tư công trung hạn 2026–2030"
)
assert 190 <= len(TITLE) <= 200, len(TITLE)
NAME = (
    "Chỉ tiêu rất dài tên, tính theo tỷ lệ phần trăm số hộ gia đình đạt chuẩn văn hóa trên tổng số hộ đăng ký"
)
SENTENCE = (
    "Đại biểu đề nghị làm rõ trách nhiệm của từng đơn vị, thời hạn hoàn thành và nguồn kinh phí bảo đảm cho việc nạo vét "
    "kênh mương, duy tu đường liên thôn và thay thế các điểm đèn chiếu sáng đã hỏng. "
)
_PHRASES = [
    "đạt {n}% kế hoạch",
    "ước đạt 13.074.{n:03}.500 đồng, đạt 102,1% dự toán giao",
    "trên {n} triệu đồng/người/năm",
    "từ {n} đến {n}9 hộ",
    "cơ bản hoàn thành, có mặt còn hạn chế, cần tiếp tục tập trung chỉ đạo quyết liệt trong các tháng cuối năm",
]
LAST = 2026
POINTS = 15
TERMS = 10
MANY = 45
"""Sessions of the year that has many: more than stand on one page."""
CROWDED = 2022
"""The year that has them, and more targets than stand on one page, too."""


def yearly(year: int, **more: object) -> dict[str, Any]:
    """The December session of a year, as front matter: one result, and the target of the next year."""
    term = TERMS - (LAST - year) // 5
    return {
        "title": f"Kỳ họp cuối năm {year}",
        "council": "xa-dai",
        "term": f"T{term}",
        "session": year - 2000,
        "date": f"{year}-12-20",
    } | more


def metric(indicator: str, period: object, **said: object) -> dict[str, object]:
    return {"indicator": indicator, "period": str(period)} | said


def _councils() -> dict[str, Any]:
    first = LAST - 5 * TERMS + 1
    terms = {
        f"T{n}": {"from": f"{first + 5 * (n - 1)}-01-01", "to": f"{first + 5 * n - 1}-12-31"}
        for n in range(1, TERMS + 1)
    }
    return {
        "xa-dai": {
            "level": "commune",
            "names": [
                {"name": "HĐND xã Thượng"},
                {"name": "HĐND xã Nguyễn Phước Trường Xuân Thượng Đông Ngạn", "from": "2020-01-01"},
            ],
            "place": "huyện Trường Xuân Thượng Ngạn, tỉnh Vĩnh Phước Đông",
            "terms": terms,
            "predecessors": [
                {"council": "xa-cu", "how": "merged", "date": "2020-01-01", "act": "Nghị quyết số 1/NQ-ABC"}
            ],
        },
        "xa-cu": {
            "level": "commune",
            "names": [{"name": "HĐND xã Cũ"}],
            "terms": {"M": {"from": "2011-01-01", "to": "2019-12-31"}},
        },
    }


def _indicators() -> dict[str, Any]:
    found: dict[str, Any] = {
        f"chi-tieu-{n}": {
            "name": f"{NAME} ({n})" if n % 5 == 0 else f"Chỉ tiêu số {n}",
            "topic": f"linh-vuc-{n % 18 + 1}",
            "unit": ["%", "tỷ đồng", "triệu đồng/người/năm", "hộ", ""][n % 5],
            "better": "higher",
            "definition": (SENTENCE * 4).strip() if n == 5 else "",
        }
        for n in range(1, 41)
    }
    for key, name in [
        ("muoi-lam", "Thu ngân sách mười lăm năm"),
        ("mot", "Một số duy nhất"),
        ("khong", "Chưa có số"),
    ]:
        found[key] = {"name": name, "topic": "linh-vuc-1", "unit": "tỷ đồng", "better": "higher"}
    return found


def _long_session() -> dict[str, Any]:
    kinds = ["result", "target", "task", "decision", "proposal"]
    metrics = [
        metric(
            f"chi-tieu-{n}",
            2024 if kinds[n // 11] == "result" else 2025,
            **{kinds[n // 11 if n < 33 else 2 + n % 3]: _PHRASES[n % 5].format(n=n)},
            source=f"nguon-{n % 3 + 1}",
            **({"where": (SENTENCE * 2).strip()} if n == 7 else {}),
            **({"issue": "Biểu kèm theo ghi một số khác; giữ số trong phần lời."} if n in {3, 14} else {}),
        )
        for n in range(1, 41)
    ]
    return yearly(
        2024,
        title=TITLE,
        starts="07:30",
        date="",
        **{"from": "2024-12-20", "to": "2024-12-23"},
        place="Hội trường lớn, trụ sở Ủy ban nhân dân xã Nguyễn Phước Trường Xuân Thượng Đông Ngạn",
        chair="Bà Nguyễn Phước Trường Xuân Thượng, Bí thư Đảng ủy, Chủ tịch Hội đồng nhân dân xã",
        summary=(SENTENCE * 4).strip(),
        topics=[f"linh-vuc-{n}" for n in range(1, 19)],
        notes=[SENTENCE.strip()] * 4,
        attendance={"present": 27, "members": 30, "guests": 112},
        agenda=[SENTENCE.strip() if n % 4 == 0 else f"Nội dung thứ {n}" for n in range(1, 26)],
        sources=[
            {
                "id": f"nguon-{n}",
                "title": SENTENCE.strip() if n == 2 else f"Báo cáo số {n}",
                "publisher": "Ủy ban nhân dân xã Nguyễn Phước Trường Xuân Thượng Đông Ngạn",
                "url": "https://example.org/mot-dia-chi-rat-dai-khong-co-cho-ngat-dong/" + "x" * 60,
                "class": ["official", "press", "copy"][n - 1],
                "retrieved": "2024-12-30",
                "complete": n == 1,
            }
            for n in range(1, 4)
        ],
        metrics=metrics,
        resolutions=[
            {
                "number": f"{n}/2024/NQ-HĐND-KTXH-QPAN",
                "title": "Nghị quyết về " + (SENTENCE * (3 if n == 1 else 1)).strip(),
                "kind": "nghị quyết",
                "abstract": (SENTENCE * 3).strip(),
                "votes": {"for": 26, "against": 1, "abstain": 0, "absent": 3, "members": 30},
                "file": "nghi-quyet.txt" if n < 4 else "",
            }
            for n in range(1, 13)
        ],
        questions=[
            {
                "asker": "Cử tri thôn Thượng"
                if n % 2
                else "Đại biểu Nguyễn Phước Trường Xuân Thượng Đông Ngạn",
                "respondent": "Ủy ban nhân dân xã" if n % 3 else "",
                "question": (SENTENCE * n).strip(),
                "answer": (SENTENCE * n).strip() if n != 2 else "",
                "promised": "2025-03-31",
            }
            for n in range(1, 6)
        ],
        documents=[
            {
                "title": SENTENCE.strip() if n == 1 else f"Phụ lục {n}",
                "date": "2024-12-19",
                "file": "nghi-quyet.txt",
            }
            for n in range(1, 7)
        ],
        corrections=[
            {
                "date": f"2025-01-{n:02}",
                "was": (SENTENCE if n == 1 else f"{n}%").strip(),
                "now": (SENTENCE * 2 if n == 1 else f"{n + 1}%").strip(),
                "why": "Gõ nhầm.",
            }
            for n in range(1, 6)
        ],
    )


def _body() -> str:
    columns = 12
    head = "| " + " | ".join(["Thôn"] + [f"Quý {n} năm 2024" for n in range(1, columns)]) + " |"
    rule = "|" + " --- |" + " ---: |" * (columns - 1)
    rows = [
        f"| Thôn {n} | " + " | ".join(f"{n}.{m:03}.000" for m in range(1, columns)) + " |"
        for n in range(1, 31)
    ]
    parts = [SENTENCE * 6, *(f"## Phần {n}\n\n{SENTENCE * 3}" for n in range(1, 9))]
    parts += ["## Bảng rộng", "\n".join([head, rule, *rows])]
    parts += [f"{'#' * n} Mục sâu {n}\n\n{SENTENCE}" for n in range(3, 7)]
    parts += ["- một\n    - hai\n        - ba\n            - " + SENTENCE, "> " + SENTENCE * 3]
    parts += ["Chữ không có chỗ ngắt: " + "Thượng" * 20, "Có chú thích.[^1]", "[^1]: " + SENTENCE]
    parts += ["Từ ngữ\n:   " + SENTENCE, "```\n" + "mã nguồn không ngắt dòng " * 12 + "\n```"]
    return "\n\n".join(parts)


def _sessions() -> Iterable[tuple[str, dict[str, Any], str]]:
    for year in range(LAST - POINTS, LAST):
        if year == 2024:
            continue
        said = [
            metric(
                "muoi-lam", year, result=f"đạt {year - 2000},{year % 7} tỷ đồng, bằng 1{year % 9}% kế hoạch"
            )
        ]
        said.append(metric("muoi-lam", year + 1, target=f"trên {year - 1999} tỷ đồng"))
        if year == 2023:
            said += [
                metric(f"chi-tieu-{n}", 2024, target=_PHRASES[n % 5].format(n=n + 1)) for n in range(1, 11)
            ]
        yield f"{year}", yearly(year, metrics=said), "Nội dung."
    yield "old", yearly(2019, council="xa-cu", term="M", session=1, metrics=[
        metric("muoi-lam", 2019, result="đạt 5 tỷ đồng"), metric("mot", 2019, result="7 tỷ đồng")
    ]), "Nội dung."  # fmt: skip
    yield "long/index", _long_session(), _body()
    for n in range(1, MANY + 1):
        passed = [{"number": f"{n}/2022/NQ", "title": f"Nghị quyết số {n} của năm có nhiều kỳ họp"}]
        yield f"many-{n}", yearly(CROWDED, session=f"so-{n}", kind="thematic", date=f"2022-{n // 6 + 1:02}-{n % 6 + 1:02}",
            title=TITLE if n % 9 == 0 else f"Kỳ họp chuyên đề {n}", topics=["linh-vuc-2"], resolutions=passed,
            metrics=[metric("mot", CROWDED, target="8 tỷ đồng")] if n == 1 else [],
        ), ""  # fmt: skip
    for n, period in enumerate((f"{CROWDED}-H1", f"{CROWDED}"), 1):
        planned = [metric(f"chi-tieu-{i}", period, target=_PHRASES[i % 5].format(n=i)) for i in range(1, 41)]
        yield f"plan-{n}", yearly(CROWDED - 1, session=f"ke-hoach-{n}", kind="thematic",
            date=f"{CROWDED - 1}-11-1{n}", title=f"Kế hoạch {n}", metrics=planned,
        ), "Nội dung."  # fmt: skip
    yield "short", yearly(2025, session="chuyen-de-1", kind="thematic", date="2025-03-03", title="Họp"), ""
    yield "words", yearly(2025, session=51, date="2025-04-04", title="Giao việc", metrics=[
        metric(f"chi-tieu-{n}", 2025, task="tiếp tục duy trì và nâng cao chất lượng") for n in range(1, 13)
    ]), "Nội dung."  # fmt: skip
    yield "cancelled", yearly(2025, session=52, date="2025-05-05", title=TITLE, status="cancelled"), ""
    yield "withdrawn", yearly(2025, session=53, date="2025-06-06", withdrawn=(SENTENCE * 3).strip()), "X"
    for n in range(1, 4):
        day = f"{LAST}-12-{n + 10}"
        yield f"next-{n}", yearly(LAST, session=60 + n, date=day, title=TITLE, status="announced"), ""


def _told(front: dict[str, Any]) -> str:
    """The figures of a session as its write-up tells them."""
    kinds = ("result", "target", "task", "decision", "proposal")
    return "\n".join(f"- {one[kind]}" for one in front.get("metrics", ()) for kind in kinds if kind in one)


def everything(project: Path) -> Path:
    """A site with the longest of everything, written into a new folder."""
    content = project / "content"
    topics = {
        f"linh-vuc-{n}": {
            "name": "Lĩnh vực có tên dài hơn mọi lĩnh vực khác trong danh mục" if n == 7 else f"Lĩnh vực {n}",
            "definition": (SENTENCE * 2).strip() if n % 6 == 0 else "",
        }
        for n in range(1, 27)
    }
    for name, data in {
        "site": {
            "title": "Bản tin Hội đồng nhân dân xã Nguyễn Phước Trường Xuân Thượng Đông Ngạn",
            "tagline": "Số liệu giữ nguyên như đã in, chỉ tiêu đặt cạnh kết quả, từ năm 2011 đến nay",
            "description": "Trang thử.",
            "languages": ["vi"],
            "time_zone": "Asia/Ho_Chi_Minh",
            "base_url": "https://example.org/",
            "notice": (SENTENCE * 2).strip(),
            "reuse": (SENTENCE * 2).strip(),
            "publisher": {
                "name": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Nguyễn Phước Trường Xuân Thượng Đông Ngạn",
                "address": "Số 0, đường Ví Dụ",
                "email": "ban-tin-hoi-dong-nhan-dan@nguyen-phuoc-truong-xuan-thuong.example.org",
                "phone": "0000 000 000",
                "url": "https://example.org/",
            },
        },
        "councils": _councils(),
        "topics": topics,
        "units": {
            "đồng": {"name": "đồng"},
            "tỷ đồng": {"base": "đồng", "scale": "1000000000"},
            "triệu đồng/người/năm": {"base": "đồng", "scale": "1000000", "per": ["người", "năm"]},
            "%": {"name": "%"},
            "hộ": {"name": "hộ"},
        },
        "indicators": _indicators(),
    }.items():
        _write(content / f"{name}.yaml", data)
    for name, front, body in _sessions():
        _write(content / "sessions" / f"{name}.md", front, f"{body}\n\n{_told(front)}")
    (content / "sessions" / "long" / "nghi-quyet.txt").write_text("Nghị quyết\n" * 200, encoding="utf-8")
    _write(content / "pages" / "gioi-thieu.md", {"title": TITLE, "summary": (SENTENCE * 3).strip()}, _body())
    return project


def nothing(project: Path) -> Path:
    """A site on its first day: a council, and nothing that it did."""
    content = project / "content"
    site = {"title": "Bản tin HĐND xã Mới", "languages": ["vi"], "time_zone": "Asia/Ho_Chi_Minh"}
    _write(content / "site.yaml", site | {"base_url": "https://example.org/"})
    council = {"level": "commune", "names": [{"name": "HĐND xã Mới"}], "terms": {"I": {"from": "2026-01-01"}}}
    _write(content / "councils.yaml", {"xa-moi": council})
    return project


def _plain(data: Any) -> Any:  # noqa: ANN401 # whatever YAML can hold
    """The same with numbers as text and without what is empty, as a careful editor leaves it out."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items() if value not in ("", [])}
    if isinstance(data, list):
        return [_plain(one) for one in data]
    return str(data).lower() if isinstance(data, bool) else str(data)


def _write(path: Path, data: dict[str, Any], body: str | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(_plain(data), allow_unicode=True, sort_keys=False, default_style='"', width=10_000)
    path.write_text(text if body is None else f"---\n{text}---\n\n{body}\n", encoding="utf-8")


if (
    __name__ == "__main__"
):  # a look at them: `python tests/extremes.py FOLDER`, then `bulletin -C FOLDER/… build`
    import sys

    for make in (everything, nothing):
        folder = Path(sys.argv[1]) / make.__name__
        shutil.rmtree(folder, ignore_errors=True)
        make(folder)
