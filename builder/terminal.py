"""What a person, a program or a pull request is shown of a build: problems, a summary, the outcome."""

import json
from typing import Literal, cast

import click

from builder.problems import (
    SEVERITIES,
    Language,
    as_annotation,
    as_code_quality,
    as_data,
    as_text,
    first_alike,
)
from builder.report import Options, Report

Format = Literal["text", "json", "github", "gitlab"]

_SUMMARY = {
    "vi": "{pages} trang · {drafts} bản nháp · {scheduled} hẹn giờ · {withdrawn} đã rút · "
    "{errors} lỗi · {warnings} cảnh báo · {seconds} giây",
    "en": "{pages} pages · {drafts} drafts · {scheduled} scheduled · {withdrawn} withdrawn · "
    "{errors} errors · {warnings} warnings · {seconds} s",
}
_OUTCOME = {
    "vi": {
        "written": "Đã dựng xong: {output}",
        "good": "Không có gì phải sửa.",
        "warned": "Chỉ có cảnh báo: vẫn dựng được trang.",
        "kept": "Chưa dựng: {output} giữ nguyên như cũ. Hãy sửa các lỗi nêu trên.",
        "bad": "Hãy sửa các lỗi nêu trên.",
    },
    "en": {
        "written": "Built: {output}",
        "good": "Nothing to mend.",
        "warned": "Warnings only: the site can be built.",
        "kept": "Not built: {output} stays as it was. Mend the problems above.",
        "bad": "Mend the problems above.",
    },
}
_MORE = {
    "vi": "{severity}[{code}]: còn {count} chỗ nữa trong {files} tệp; sửa xong các chỗ trên rồi kiểm tra "
    "lại, hoặc xem đủ bằng  bulletin check --format json",
    "en": "{severity}[{code}]: {count} more in {files} files; mend those above and look again, "
    "or see all with  bulletin check --format json",
}
STEPS = {
    "vi": {"read": "Đang đọc", "assemble": "Đang ghép", "render": "Đang dựng trang", "write": "Đang ghi"},
    "en": {"read": "Reading", "assemble": "Assembling", "render": "Rendering", "write": "Writing"},
}
"""What a build is doing, for long ones."""


def show(report: Report, chosen: Language | None, format_: Format, seconds: float) -> None:
    """Every problem, and in text a summary; in the chosen language, else the site's own."""
    language = _language(report, chosen)
    if format_ in {"json", "gitlab"}:
        entry = as_data if format_ == "json" else as_code_quality
        click.echo(
            json.dumps([entry(one, language) for one in report.problems], ensure_ascii=False, indent=1)
        )
        return
    if format_ == "github":
        for found in report.problems:
            click.echo(as_annotation(found, language))
        return
    _tell(report, language)
    severities = [found.severity for found in report.problems]
    counts = report.counts
    click.echo(
        _SUMMARY[language].format(
            pages=report.pages,
            drafts=counts.drafts,
            scheduled=counts.scheduled,
            withdrawn=counts.withdrawn,
            errors=severities.count("error"),
            warnings=severities.count("warning"),
            seconds=f"{seconds:.1f}".replace(".", "," if language == "vi" else "."),
        )
    )


def _tell(report: Report, language: Language) -> None:
    """The problems with their lines; of many of one kind the first, and how many there are beside them."""
    shown, rest = first_alike(report.problems)
    for found in shown:
        from builder.content.locate import source_line  # noqa: PLC0415 # for sites with problems

        text = as_text(found, language, lambda file, line: source_line(report.sources, file, line))
        click.echo(text + "\n")
    for code, alike in rest.items():
        severity, files = SEVERITIES[language][alike[0].severity], len({one.at.file for one in alike})
        said = _MORE[language].format(severity=severity, code=code, count=len(alike), files=files)
        click.echo(said + "\n")


def show_figures(report: Report, chosen: Language | None, wanted: str) -> bool:
    """How figures were read, of every write-up or of those whose path ends in `wanted`; False for none."""
    from builder.content.figures.table import figure_lines  # noqa: PLC0415 # for `check --figures` only
    from builder.content.read import read  # noqa: PLC0415 # the same
    from builder.content.sources import Source, kind_of  # noqa: PLC0415 # the same
    from builder.model.session import Session  # noqa: PLC0415 # the same

    found = False
    for file, data in report.sources.items():
        if kind_of(file) != "session" or not file.endswith(wanted.removeprefix("./")):
            continue
        reading = read(Source(file, "session", data), report.language)
        found = True
        if isinstance(reading.record, Session) and reading.text:
            lines = figure_lines(reading.record, reading.text, report.language, _language(report, chosen))
            click.echo("\n".join(lines) + "\n")
    return found


def outcome(report: Report, chosen: Language | None, options: Options) -> str:
    """The closing line: what was built, or what to do next."""
    words = _OUTCOME[_language(report, chosen)]
    if report.written:
        return words["written"].format(output=options.output.as_posix())
    if options.publish:
        return words["kept"].format(output=options.output.as_posix())
    if report.blocked:
        return words["bad"]
    return words["warned"] if report.problems else words["good"]


def _language(report: Report, chosen: Language | None) -> Language:
    return chosen or cast("Language", report.language)
