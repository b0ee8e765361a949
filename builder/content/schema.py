"""What each kind of file may say: the shapes of front matter and of the YAML files.

pydantic stands at this door only. Every field is a text until one of `fields.py` gives it a type; unknown
keys are errors; all errors of a file come at once.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from builder.content.fields import (
    Address,
    Alias,
    BaseUrl,
    Boolean,
    Count,
    Day,
    FileName,
    FirstDay,
    Key,
    LastDay,
    LocalisedText,
    LocalisedTitle,
    Moment,
    Number,
    Numbers,
    PeriodField,
    Sha256,
    Slug,
    TermKey,
    Text,
    TimeOfDay,
    Title,
    Zone,
    each_once,
    positive,
    rising,
    spelled_out,
)
from builder.model.figure import METRIC_KINDS

_Few = Field(max_length=500)


class Shape(BaseModel):
    """A mapping in which every key is known; how it is looked at is worked out when the first one comes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, defer_build=True)


class PublisherShape(Shape):
    """Who answers for the site."""

    name: LocalisedText | None = None
    address: LocalisedText | None = None
    email: Text | None = None
    phone: Text | None = None
    url: Address | None = None


class UrlsShape(Shape):
    """The words of addresses."""

    term: Slug | None = None
    session: Slug | None = None
    resolution: Slug | None = None
    year: Slug | None = None
    topic: Slug | None = None
    indicator: Slug | None = None
    council: Slug | None = None
    data: Slug | None = None
    search: Slug | None = None
    part: Slug | None = None


class RedirectShape(Shape):
    """An old address and the one that took its place."""

    old: Alias = Field(alias="from")
    new: Alias = Field(alias="to")


class SiteShape(Shape):
    """`content/site.yaml`."""

    title: LocalisedTitle
    languages: Annotated[list[Literal["vi", "en"]], Field(min_length=1), AfterValidator(each_once)]
    tagline: LocalisedText | None = None
    description: LocalisedText | None = None
    time_zone: Zone
    base_url: BaseUrl
    theme: Slug | None = None
    parameters: dict[str, Text] = {}
    publisher: PublisherShape | None = None
    reuse: LocalisedText | None = None
    notice: LocalisedText | None = None
    emblem: FileName | None = None
    urls: UrlsShape | None = None
    redirects: Annotated[list[RedirectShape], _Few] = []


class NameShape(Shape):
    """A council's name and its first day."""

    name: LocalisedTitle
    since: FirstDay | None = Field(default=None, alias="from")


class TermShape(Shape):
    """A term of office."""

    first: FirstDay = Field(alias="from")
    last: LastDay | None = Field(default=None, alias="to")


class PredecessorShape(Shape):
    """A council that another one continues."""

    council: Key
    how: Literal["merged", "split", "renamed", "created"]
    date: Day | None = None
    act: Text | None = None


class CouncilShape(Shape):
    """One council of `content/councils.yaml`."""

    level: Literal["ward", "commune", "district", "city", "province"]
    names: Annotated[list[NameShape], Field(min_length=1)]
    place: LocalisedText | None = None
    terms: dict[TermKey, TermShape]
    predecessors: list[PredecessorShape] = []


class TopicShape(Shape):
    """One topic of `content/topics.yaml`."""

    name: LocalisedText
    definition: LocalisedText | None = None


class UnitShape(Shape):
    """One unit of `content/units.yaml`."""

    base: Key | None = None
    scale: Annotated[Number, AfterValidator(positive)] | None = None
    per: list[Text] = []
    name: LocalisedText | None = None


class IndicatorShape(Shape):
    """One indicator of `content/indicators.yaml`."""

    name: LocalisedText
    topic: Key | None = None
    unit: Key | None = None
    better: Literal["higher", "lower", "none"] = "none"
    plausible: Annotated[list[Number], Field(min_length=2, max_length=2), AfterValidator(rising)] | None = (
        None
    )
    definition: LocalisedText | None = None


class SourceShape(Shape):
    """A source of a session."""

    id: Slug
    title: Title
    publisher: Text | None = None
    url: Address | None = None
    kind: Literal["official", "press", "copy"] = Field(alias="class")
    retrieved: Day | None = None
    sha256: Sha256 | None = None
    file: FileName | None = None
    publish: Boolean = False
    complete: Boolean = False


class ComparisonShape(Shape):
    """A comparison written out."""

    to: Literal["plan", "previous", "benchmark"]
    kind: Literal["percent", "over", "points", "change", "index", "level"] = Field(alias="as")
    value: Number | None = None
    op: Literal["=", ">", ">=", "<", "<="] = "="
    approx: Literal["about", "under", "over"] | None = None
    by: Text | None = None
    unit: Key | None = None
    period: PeriodField | None = None


class PhraseShape(Shape):
    """A phrase as printed, and fields that an editor wrote out in place of what was read."""

    text: Text
    value: Numbers | None = None
    op: Literal["=", ">", ">=", "<", "<="] | None = None
    approx: Literal["about", "under", "over", "none"] | None = None
    unit: Key | None = None
    of: Number | None = None
    measure: Literal["level", "change", "growth", "maintain", "qualitative"] | None = None
    status: Literal["estimate", "provisional", "final", "forecast", "none"] | None = None
    cumulative: Boolean | None = None
    compare: Annotated[list[ComparisonShape], _Few] | None = None


Phrase = Annotated[PhraseShape, BeforeValidator(spelled_out, json_schema_input_type=Text | PhraseShape)]


class MetricShape(Shape):
    """One entry of `metrics`; exactly one kind and one of `indicator` and `name`, see `read.py`."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {"anyOf": [{"required": [kind]} for kind in METRIC_KINDS]},
                {"anyOf": [{"required": ["indicator"]}, {"required": ["name"]}]},
            ]
        }
    )

    indicator: Key | None = None
    name: Title | None = None
    period: PeriodField
    result: Phrase | None = None
    target: Phrase | None = None
    task: Phrase | None = None
    decision: Phrase | None = None
    proposal: Phrase | None = None
    id: Slug | None = None
    source: Key | None = None
    part_of: Key | None = None
    where: Text | None = None
    revises: Key | None = None
    issue: Text | None = None
    council: Key | None = None


class AttendanceShape(Shape):
    """Who was present."""

    present: Count | None = None
    members: Count | None = None
    guests: Count | None = None


class VotesShape(Shape):
    """How members voted."""

    for_: Count | None = Field(default=None, alias="for")
    against: Count | None = None
    abstain: Count | None = None
    absent: Count | None = None
    members: Count | None = None


class ResolutionShape(Shape):
    """A resolution passed."""

    number: Title
    title: Annotated[Text, Field(max_length=1000)]
    kind: Text | None = None
    issuer: Text | None = None
    issued: Day | None = None
    effective: Day | None = None
    abstract: Text | None = None
    file: FileName | None = None
    votes: VotesShape | None = None


class QuestionShape(Shape):
    """A question and its answer."""

    asker: Text
    respondent: Text | None = None
    question: Text
    answer: Text | None = None
    promised: Day | None = None


class DocumentShape(Shape):
    """An attachment."""

    title: Title
    date: Day | None = None
    file: FileName


class CorrectionShape(Shape):
    """A correction."""

    date: Day
    figure: Key | None = None
    was: Text
    now: Text
    why: Text


class SessionShape(Shape):
    """The front matter of a session."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["date"]}, {"required": ["from"]}]},
    )

    title: Title
    council: Key
    term: Key
    session: Slug
    kind: Literal["regular", "thematic", "extraordinary", "first"] = "regular"
    date: Day | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    starts: TimeOfDay | None = None
    status: Literal["announced", "held", "cancelled"] = "held"
    place: Text | None = None
    chair: Text | None = None
    summary: Text | None = None
    notes: Annotated[list[Text], _Few] = []
    topics: Annotated[list[Key], _Few] = []
    sources: Annotated[list[SourceShape], _Few] = []
    metrics: Annotated[list[MetricShape], _Few] = []
    attendance: AttendanceShape | None = None
    agenda: Annotated[list[Text], _Few] = []
    resolutions: Annotated[list[ResolutionShape], _Few] = []
    questions: Annotated[list[QuestionShape], _Few] = []
    documents: Annotated[list[DocumentShape], _Few] = []
    aliases: Annotated[list[Alias], _Few] = []
    withdrawn: Text | None = None
    corrections: Annotated[list[CorrectionShape], _Few] = []
    updated: Day | None = None
    draft: Boolean = False
    embargo: Moment | None = None


class TranslationShape(Shape):
    """The front matter of a write-up or page in another language."""

    title: Title
    summary: Text | None = None


class PageShape(Shape):
    """The front matter of a free page."""

    title: Title
    summary: Text | None = None
    order: Count = 100
    updated: Day | None = None
    draft: Boolean = False
