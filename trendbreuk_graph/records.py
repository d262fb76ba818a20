"""The records as people edit them: one model a kind of record, strict and frozen.

A key that is left out means that the documents are silent; it never means "no". Unknown keys are refused. What ties
records together (does this organisation exist, is this card in that document) is checked in
:mod:`trendbreuk_graph.load`, because it needs all records at once.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from trendbreuk_graph.dates import find_bounds
from trendbreuk_graph.i18n import N_

__all__ = [
    "ID_PATTERN",
    "Card",
    "Concept",
    "Contradiction",
    "Decision",
    "DomainConnection",
    "Evidence",
    "Financing",
    "FinancingStatus",
    "Member",
    "MoneyWords",
    "Names",
    "NotClaim",
    "Observation",
    "Organisation",
    "Participation",
    "Place",
    "Project",
    "Relation",
    "Scheme",
    "SourceDocument",
    "SourceField",
    "Statement",
    "Stream",
    "Target",
    "Text",
]

#: Ids are kebab-case: they are file names and ends of IRIs.
ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
# Control characters, further line breaks and signs that are none: no XML file can hold them, and some graph readers stumble.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")

_URL_PART = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
# An address becomes an IRI of the graph, and one sign that no IRI may hold makes the whole graph unwritable.
_URL = re.compile(rf"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?]{_URL_PART})?(?:#{_URL_PART})?")


def _check_signs(text: str) -> str:
    if _CONTROL.search(text):
        raise _broken_rule(N_("one line of text without control characters"), found=text)
    return text


def _check_date(text: str) -> str:
    find_bounds(text)
    return text


def _check_pattern(text: str) -> str:
    try:
        # Not at the start, so that a flag such as (?i) is refused: words of money are looked for in folded text anyhow.
        re.compile(f"|{text}")
    except (re.error, OverflowError, RecursionError) as error:
        raise _broken_rule(N_("a regular expression"), found=f"{text} ({error})") from error
    return text


def _check_url(text: str) -> str:
    if _URL.fullmatch(text) is None:
        raise _broken_rule(N_("an http or https address, with %XX for spaces and other signs"), found=text)
    return text


def _broken_rule(allowed: str, *, found: str) -> PydanticCustomError:
    """What a validator raises: what is allowed, and what was found instead."""
    return PydanticCustomError("rule", "{allowed}", {"allowed": allowed, "found": found})


def _check_period(start: str | None, end: str | None) -> None:
    if start is None or end is None:
        return
    latest = find_bounds(end).latest
    if latest is not None and latest < find_bounds(start).earliest:
        raise _broken_rule(N_("an end that does not lie before its start"), found=f"from {start} until {end}")


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


# A label may hold any other sign: markup is escaped where it is shown, not forbidden here.
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=False, min_length=1, pattern=r"^\S(?:[^\r\n]*\S)?$"),
    AfterValidator(_check_signs),
]
Edtf = Annotated[str, AfterValidator(_check_date)]
Pattern = Annotated[str, AfterValidator(_check_pattern)]
Url = Annotated[Line, AfterValidator(_check_url)]
# More digits are no figure in a plan, but 1e999999 would fill a memory.
Number = Annotated[Decimal, Field(max_digits=20)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list), Field(default_factory=tuple)]

FinancingStatus = Literal[
    "secured",  # the text says it is, or was, covered by this money; a period that is over keeps this status
    "in-kind",  # staff time or means from a body's own budget instead of money; not `secured`: nobody paid
    "requested",  # applied for and not granted; not `possible`: somebody did ask
    "possible",  # any hedge (kan, mogelijk, kansen, wellicht, lijken), and a heading "(Mogelijke) financiering"
    "gap",  # the text says money is missing or needed; may have no stream
    "ended",  # the text itself says that the money stopped; not `secured` with an end in the past
]
Role = Literal[
    "lead",  # stands as owner, eigenaar, kartrekker or verantwoordelijke
    "partner",  # stands in the list of partners, or takes part according to a document that has no such lists
    "involved",  # takes part according to the text of a card whose list of partners does not name it
]
RelationKind = Literal[
    "part-of",  # the text says it belongs to, is an onderdeel van, the other
    "connected-with",  # the text names the other as a connection, without belonging
]
ProjectStatus = Literal[
    "planned",  # being explored or prepared; nothing runs yet
    "active",  # something runs
    "completed",  # it ran as foreseen and is over
    "stopped",  # it was ended before its aim was reached
]
OrganisationKind = Literal[
    "municipality",
    "organisation",  # a named body of its own
    "unit",  # a named part of a body (unit_of)
    "coalition",  # named bodies that work together under one name
    "group",  # a kind of actor that the text names without naming bodies
    "person",  # an owner given only as a person; nothing but the name is kept
]


class Record(BaseModel):
    """Base of all records: frozen, and every key must be known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Record):
    """One text in Dutch and in English."""

    nl: Line
    en: Line


class Evidence(Record):
    """Where something stands.

    ``card`` may be left out in a project's claims when the project names one card of that source; loading fills it in.
    """

    source: Id
    card: Line | None = None
    field: Line
    anchor: Line


class Claim(Record):
    """Base of whatever a document says: never without evidence."""

    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    note: Text | None = None


class Participation(Claim):
    """An organisation or group takes part in the project."""

    who: Id
    role: Role


class Financing(Claim):
    """A stream pays, may pay, or is missing.

    ``amount`` is in euro, as the text gives it, per ``amount_per`` when that is there. ``structural`` None means that the
    text does not say. ``until`` is only what this line's own text says; the stream may know an end too.
    """

    stream: Id | None = None
    status: FinancingStatus
    structural: StrictBool | None = None
    from_: Annotated[Edtf | None, Field(alias="from")] = None
    until: Edtf | None = None
    until_wording: Line | None = None
    covers: Text | None = None
    amount: Annotated[Number | None, Field(gt=0)] = None
    amount_per: Text | None = None

    @model_validator(mode="after")
    def _stream_unless_gap(self) -> Financing:
        if self.stream is None and self.status != "gap":
            raise _broken_rule(N_("a stream, or status gap"), found=f"status {self.status}")
        _check_period(self.from_, self.until)
        return self


class Relation(Claim):
    """The project belongs to, or is tied to, another project."""

    project: Id
    kind: RelationKind


class Observation(Claim):
    """A figure that was reached."""

    measures: Text
    value: Number | None = None
    unit: Text | None = None
    year: Edtf | None = None


class Target(Claim):
    """A figure, or a result without a number, that is to be reached."""

    measures: Text
    value: Number | None = None
    unit: Text | None = None
    due_by: Edtf | None = None


class Place(Claim):
    """The project runs in a municipality, a subregion or the whole region."""

    place: Id


class DomainConnection(Claim):
    """The text itself says that the project joins these domains."""

    domains: Annotated[tuple[Id, ...], Field(min_length=2)]


class Project(Record):
    """A project, intervention, chain approach or programme: one real-world thing, however many documents describe it."""

    id: Id
    kind: Literal["project", "programme"]
    label: Text
    also_known_as: tuple[Line, ...] = ()
    summary: Text
    status: ProjectStatus
    life_phase: Ids
    themes: Annotated[tuple[Id, ...], Field(min_length=1)]
    runs_in: tuple[Place, ...] = ()
    connects_domains: tuple[DomainConnection, ...] = ()
    owner_undetermined: tuple[Evidence, ...] = ()
    participants: tuple[Participation, ...] = ()
    financing: tuple[Financing, ...] = ()
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    notes: Text | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Member(Claim):
    """A body belongs to a coalition or group."""

    who: Id


class Organisation(Record):
    """A named body, a unit of one, a coalition, a kind of actor, or a person who is named as owner.

    Only a unit may leave out ``domains``: it then works in those of its parent.
    """

    id: Id
    kind: OrganisationKind
    label: Text
    also_known_as: tuple[Line, ...] = ()
    domains: tuple[Id, ...] = ()
    domain_reason: Text | None = None
    unit_of: Id | None = None
    subregion: Id | None = None
    members: tuple[Member, ...] = ()
    represents: Id | None = None
    note: Text | None = None
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _unit_has_parent(self) -> Organisation:
        if (self.kind == "unit") != (self.unit_of is not None):
            raise _broken_rule(
                N_("unit_of with kind unit, and only there"), found=f"kind {self.kind}, unit_of {self.unit_of or '-'}"
            )
        return self

    @model_validator(mode="after")
    def _domain_unless_unit(self) -> Organisation:
        if not self.domains and self.kind != "unit":
            raise _broken_rule(N_("a domain; only a unit may leave it to its parent"), found="domains -")
        if self.domains and self.domain_reason is None:
            raise _broken_rule(N_("a reason with a domain"), found="domain_reason -")
        return self


class Stream(Record):
    """A source of money with a name. ``structural`` None: the documents do not say."""

    id: Id
    label: Text
    also_known_as: tuple[Line, ...] = ()
    provider: Id | None = None
    structural: StrictBool | None = None
    from_: Annotated[Edtf | None, Field(alias="from")] = None
    until: Edtf | None = None
    until_wording: Line | None = None
    successor_of: Ids
    note: Text | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ends_after_start(self) -> Stream:
        _check_period(self.from_, self.until)
        return self


class SourceField(Record):
    """A heading of the cards of a document; ``holds`` tells the reverse check what to expect under it."""

    name: Line
    heading: Line
    holds: Literal["owners", "partners", "money"] | None = None


class Card(Record):
    """A card (section) of a document, by the words it starts with in the extracted text."""

    card: Line
    starts_at: Line
    fields: dict[str, str] = Field(default_factory=dict)


class SourceDocument(Record):
    """A document that claims rest on, and how to find one's way in its text."""

    id: Id
    title: Text
    publisher: Id
    issued: Edtf
    period: Edtf
    url: Url | None = None
    recognised_by: Line
    furniture: tuple[Pattern, ...] = ()
    lead_field: Line
    fields: tuple[SourceField, ...]
    cards: Annotated[tuple[Card, ...], Field(min_length=1)]


class MoneyWords(Record):
    """Regular expressions for words that speak of money; what they match must be claimed or explained."""

    money_words: tuple[Pattern, ...] = ()


class Names(Record):
    """Words by which people call the same thing, by language."""

    nl: tuple[Line, ...] = ()
    en: tuple[Line, ...] = ()


class Concept(Record):
    """A term of a concept scheme; ``also_known_as`` are everyday words for it, which need not stand in a document."""

    id: Id
    label: Text
    also_known_as: Names = Names()
    definition: Text
    notation: Line | None = None
    broader: Id | None = None
    close_match: Ids
    evidence: tuple[Evidence, ...] = ()


class Scheme(Record):
    """A list of concepts; the file name is the id of the scheme."""

    id: Id
    label: Text
    definition: Text
    concepts: Annotated[tuple[Concept, ...], Field(min_length=1)]


class Statement(Claim):
    """What one document says about the subject of a contradiction."""

    says: Text


class Contradiction(Record):
    """Places in the documents that do not agree; the statements stand side by side and none is hidden."""

    id: Id
    about: Id
    subject: Text
    statements: Annotated[tuple[Statement, ...], Field(min_length=2)]


class Decision(Record):
    """A judgement call of the editors, with its reason."""

    id: Id
    question: Text
    decision: Text
    reason: Text
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class NotClaim(Record):
    """Words under an owner, partner or money heading, or about money elsewhere, that claim nothing; and why."""

    source: Id
    card: Line
    field: Line
    anchor: Line
    reason: Text
