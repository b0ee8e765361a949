"""Records of the model as rows of the open data."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from builder.model.figure import Metric
from builder.model.quantity import completed
from builder.model.quotation import quoted
from builder.model.reading import Reading
from builder.model.series import Point, Statement, figure_id
from builder.model.session import Session
from builder.model.site import Site
from builder.outputs.items import Items
from builder.outputs.open_data.encode import Row
from builder.outputs.writing import folder_of

_STATUS = {"estimate": "E", "forecast": "F", "provisional": "P"}


def figures(items: Items) -> Iterator[Row]:
    """Every figure of every public session, oldest session first, in the editor's order."""
    for session in items.shown:
        for metric in session.metrics:
            yield _figure(items, session, metric)


def ledger(items: Items) -> Iterator[Row]:
    """Every target and task with what became of it."""
    for point in _points(items.site):
        if point.target is not None:
            yield _target(items, point, point.target)


def series(items: Items) -> Iterator[Row]:
    """Every indicator by period, in the unit of its series."""
    site = items.site
    for point in _points(site):
        said, target, result = point.said, point.target, point.result
        reading = (result or said).metric.reading
        yield {
            "council": point.council,
            "indicator": point.indicator,
            "period": point.period.code,
            "period_start": _days(items, said.session, said.metric)[0],
            "period_end": point.last,
            "measure": reading.measure,
            "unit": _series_unit(site, result or said),
            "where": said.metric.where,
            "target_id": target.id if target else "",
            "target_value": _low(target),
            "target_op": target.metric.reading.op if target and target.values else "",
            "result_id": result.id if result else "",
            "result_value": _low(result),
            "result_op": result.metric.reading.op if result and result.values else "",
            "obs_status": _observed(result.metric) if result and result.values else "M",
            "state": point.state,
            "superseded": " ".join(one.id for one in point.superseded),
            "target_value_max": _high(target),
            "target_approx": _approx(target),
            "target_unit": _series_unit(site, target) if target else "",
            "result_value_max": _high(result),
            "result_approx": _approx(result),
        }


def sessions(items: Items) -> Iterator[Row]:
    """Every public session, oldest first."""
    for session in items.shown:
        yield {
            "id": f"{session.council}/{session.term}/{session.slug}",
            "council": session.council,
            "council_name": items.site.councils[session.council].name_on(session.start),
            "term": session.term,
            "session": session.slug,
            "kind": session.kind,
            "status": session.status,
            "from": session.start,
            "to": session.end,
            "title": session.title,
            "summary": session.summary,
            "topics": " ".join(session.topics),
            "url": _url(items.site, items.site.routes.session(session)),
        }


def resolutions(items: Items) -> Iterator[Row]:
    """Every resolution, oldest session first."""
    for session in items.shown:
        for one in session.resolutions:
            votes = one.votes
            yield {
                "council": session.council,
                "term": session.term,
                "session": session.slug,
                "number": one.number,
                "title": one.title,
                "kind": one.kind,
                "issued": one.issued or session.end,
                "effective": one.effective,
                "votes_for": votes.for_ if votes else None,
                "votes_against": votes.against if votes else None,
                "votes_abstain": votes.abstain if votes else None,
                "votes_absent": votes.absent if votes else None,
                "members": votes.members if votes else None,
                "url": _url(items.site, items.site.routes.resolution(session, one)),
            }


def documents(items: Items) -> Iterator[Row]:
    """Every file that a public session offers, oldest session first: texts of resolutions, then documents."""
    for session in items.shown:
        offered: list[tuple[str, str, date | None, str]] = [
            (one.file, one.title, one.issued or session.end, one.number) for one in session.resolutions
        ]
        offered += [(one.file, one.title, one.date, "") for one in session.documents]
        for name, title, day, number in offered:
            if file := items.file(name, folder_of(session.file)):
                yield {
                    "council": session.council,
                    "term": session.term,
                    "session": session.slug,
                    "resolution": number,
                    "title": title,
                    "date": day,
                    "name": file.name,
                    "type": file.type,
                    "bytes": file.size,
                    "sha256": file.sha256,
                    "url": _url(items.site, file.href),
                }


def corrections(items: Items) -> Iterator[Row]:
    """Every correction of a public session, oldest session first, in the editor's order."""
    for session in items.shown:
        page = items.site.routes.session(session)
        ids = {one.id: figure_id(session, one) for one in session.metrics}
        for name, one in zip(session.correction_names, session.corrections, strict=True):
            yield {
                "id": f"{session.council}/{session.term}/{session.slug}#{name}",
                "council": session.council,
                "term": session.term,
                "session": session.slug,
                "date": one.date,
                "figure": ids.get(one.figure, ""),
                "was": one.was,
                "now": one.now,
                "why": one.why,
                "url": _url(items.site, f"{page}#{name}"),
                "figure_url": _url(items.site, f"{page}#{one.figure}") if one.figure else "",
            }


def _figure(items: Items, session: Session, metric: Metric) -> Row:
    site, reading = items.site, metric.reading
    indicator = site.indicators.get(metric.indicator)
    source = next((one for one in session.sources if one.id == metric.source), None)
    quote = quoted(session, metric, site.compared)
    sure = not reading.doubts
    values = reading.values if sure else ()
    first, last = _days(items, session, metric)
    plans = [one.value for one in reading.compare if one.to == "plan" and one.kind == "percent"]
    unit = completed(reading.unit, indicator.unit, site.units) if indicator else reading.unit
    return {
        "id": figure_id(session, metric),
        "council": metric.council or session.council,
        "term": session.term,
        "session": session.slug,
        "date": session.start,
        "indicator": metric.indicator,
        "name": items.name(indicator.name) if indicator else metric.name,
        "topic": indicator.topic if indicator else "",
        "period": metric.period.code,
        "period_start": first,
        "period_end": last,
        "kind": metric.kind,
        "phrase": metric.text,
        "value": values[0] if values else None,
        "value_max": values[1] if len(values) > 1 else None,
        "op": reading.op if values else "",
        "approx": reading.approx if values else "",
        "unit": unit if values else "",
        "of": reading.of if sure else None,
        "measure": reading.measure,
        "status": reading.status,
        "obs_status": _observed(metric) if values else "M",
        "cumulative": reading.cumulative,
        "plan_percent": plans[0] if sure and len(plans) == 1 else None,
        "compare": _compare(reading) if sure else "",
        "where": metric.where,
        "part_of": metric.part_of,
        "revises": metric.revises,
        "issue": metric.issue,
        "source": metric.source,
        "source_title": source.title if source else "",
        "source_class": source.kind if source else "",
        "source_url": source.url if source else "",
        "quote": quote.exact if quote else "",
        "quote_before": quote.prefix if quote else "",
        "quote_after": quote.suffix if quote else "",
        "unread": " ".join(reading.unread),
        "sure": sure,
        "url": _phrase(items, session, metric),
    }


def _target(items: Items, point: Point, target: Statement) -> Row:
    site, result = items.site, point.result
    session, metric = target.session, target.metric
    return {
        "id": target.id,
        "council": point.council,
        "term": session.term,
        "session": session.slug,
        "indicator": point.indicator,
        "name": items.name(site.indicators[point.indicator].name),
        "period": point.period.code,
        "target": metric.text,
        "target_value": _low(target),
        "target_value_max": _high(target),
        "target_op": metric.reading.op if target.values else "",
        "unit": _series_unit(site, target),
        "state": point.state,
        "reason": point.reason,
        "early": point.early,
        "result_id": result.id if result else "",
        "result": result.metric.text if result else "",
        "result_value": _low(result),
        "result_value_max": _high(result),
        "result_op": result.metric.reading.op if result and result.values else "",
        "superseded": " ".join(one.id for one in point.superseded),
        "sources_official": point.held.official,
        "sources_press": point.held.press,
        "sources_copy": point.held.copy,
        "url": _phrase(items, session, metric),
        "where": metric.where,
        "measure": metric.reading.measure,
        "target_approx": _approx(target),
        "result_approx": _approx(result),
        "result_unit": _series_unit(site, result) if result and result.values else "",
    }


def _points(site: Site) -> Iterable[Point]:
    return (point for one in site.series for point in one.points)


def _series_unit(site: Site, said: Statement) -> str:
    """The unit of a number; of a figure without one that of its indicator."""
    return said.unit or site.indicators[said.metric.indicator].unit


def _observed(metric: Metric) -> str:
    """The SDMX code of the status of an observation with a number (CL_OBS_STATUS)."""
    aimed = metric.kind == "result" and metric.reading.foreseen
    return "F" if aimed else _STATUS.get(metric.reading.status, "A")


def _low(said: Statement | None) -> Decimal | None:
    return said.values[0] if said and said.values else None


def _high(said: Statement | None) -> Decimal | None:
    return said.values[1] if said and len(said.values) > 1 else None


def _approx(said: Statement | None) -> str:
    return said.metric.reading.approx if said and said.values else ""


def _days(items: Items, session: Session, metric: Metric) -> tuple[date | None, date | None]:
    """First and last day of a figure's period, as far as they are known; those of a term are."""
    first, last = items.registry.days(session, metric)
    return (None, last) if metric.period.kind == "session" else (first, last)


def _compare(reading: Reading) -> str:
    if not reading.compare:
        return ""
    said = [
        {
            name: format(value, "f") if isinstance(value, Decimal) else value
            for name, value in (
                ("to", one.to),
                ("as", one.kind),
                ("value", one.value),
                ("op", one.op),
                ("approx", one.approx),
                ("by", one.by),
                ("unit", one.unit),
                ("period", one.period),
            )
            if value not in {None, ""}
        }
        for one in reading.compare
    ]
    return json.dumps(said, ensure_ascii=False)


def _phrase(items: Items, session: Session, metric: Metric) -> str:
    return _url(items.site, f"{items.site.routes.session(session)}#{metric.id}")


def _url(site: Site, address: str) -> str:
    return f"{site.settings.base_url}{address}"
