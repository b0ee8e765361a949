"""A phrase of a write-up as data: read, then whatever its editor wrote out put in place of what was read."""

from msgspec.structs import replace

from builder.content.figures.reader import read_figure
from builder.content.schema import PhraseShape
from builder.model.reading import Comparison, Reading


def reading_of(phrase: PhraseShape, language: str) -> Reading:
    """What a phrase says as data.

    Any field written out replaces what was read; then nothing is doubtful any more, because an editor
    answers for it. A value without a measure is a level.
    """
    read = read_figure(phrase.text, language)
    given = phrase.model_fields_set - {"text"}
    if not given:
        return read
    values = phrase.value if phrase.value is not None else read.values
    measure = phrase.measure or read.measure
    if phrase.measure is None and phrase.value is not None and measure == "qualitative":
        measure = "level"
    compare = read.compare
    if phrase.compare is not None:
        compare = tuple(
            Comparison(
                one.to,
                one.kind,
                one.value,
                one.op,
                one.approx or "",
                one.by or "",
                one.unit or "",
                one.period.code if one.period else "",
            )
            for one in phrase.compare
        )
    approx = read.approx if phrase.approx is None else phrase.approx
    status = read.status if phrase.status is None else phrase.status
    return Reading(
        text=phrase.text,
        values=values,
        op=phrase.op or read.op,
        approx="" if approx == "none" else approx,
        unit=phrase.unit or read.unit,
        of=phrase.of if phrase.of is not None else read.of,
        measure=measure,
        status="" if status == "none" else status,
        cumulative=read.cumulative if phrase.cumulative is None else phrase.cumulative,
        compare=compare,
        share=read.share,
        counted=read.counted,
        span=read.span if phrase.value is None else None,
        timing=replace(read.timing, running=read.timing.running and phrase.cumulative is not False),
    )
