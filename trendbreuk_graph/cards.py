"""One thing on one page: its names, ties, money and figures, each with the place in the documents that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.answers import Answer, Value
from trendbreuk_graph.card_rows import CardRows, Row
from trendbreuk_graph.i18n import Language, choose, translator
from trendbreuk_graph.namespaces import ID, PREFIXES, TB
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.store import Store

__all__ = ["Fact", "make_card", "read_facts"]

_SKOS = PREFIXES["skos"]
_DCTERMS = PREFIXES["dcterms"]
_RDF = PREFIXES["rdf"]
_ORG = PREFIXES["org"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a description: what it tells, and its values as (text, id of the thing that it names, or None)."""

    label: str
    values: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """What every section of a card needs."""

    rows: CardRows
    thing: Thing
    language: Language

    def ask(self, question_id: str, variable: str) -> list[Row]:
        """The rows of a question about this thing, as mappings from column to text."""
        return self.rows.find(question_id, variable, self.thing.iri)

    def text(self, row: Row, name: str) -> str:
        """The Dutch or English column pair of a row in the page's language."""
        return choose(self.language, row.get(f"{name}Nl"), row.get(f"{name}En"))

    def concept(self, iri: str | None) -> str:
        """The name of a concept such as a status."""
        nl, en = self.rows.concepts.get(iri or "", (iri or "", iri or ""))
        return choose(self.language, nl, en)

    def place(self, row: Row) -> str:
        """Document, card, field and words, as one line."""
        return f"{str(row['source']).removeprefix(ID)} › {row['card']} › {row['field']}: «{row['anchor']}»"


def make_card(store: Store, thing: Thing, language: Language, rows: CardRows | None = None) -> list[Answer]:
    """The sections of a thing's card that hold anything, the description first.

    Args:
        store: The graph.
        thing: A project, participant, stream or concept (theme, place, domain, life phase).
        language: Of headings and names.
        rows: The rows of many cards, when those are made one after the other; None for this card alone.
    """
    page = _Page(rows or CardRows(store), thing, language)
    sections: dict[str, tuple[Callable[[_Page], Answer], ...]] = {
        "project": (_remarks, _participants, _project_money, _relations, _places, _figures, _contradictions),
        "participant": (
            _projects,
            _derived_projects,
            _place_projects,
            _memberships,
            _units,
            _streams,
            _contradictions,
        ),
        "stream": (_stream_money, _contradictions),
        "concept": (_theme_projects, _place_projects, _domain_participants),
    }
    made = [section(page) for section in sections[thing.kind]]
    return [_description(page), *(answer for answer in made if answer.rows)]


def _grouped(rows: list[Row]) -> list[list[Row]]:
    """Rows of one claim together, in the order in which the claims come first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row["claim"]), []).append(row)
    return list(groups.values())


def _table(
    page: _Page,
    title: str,
    columns: dict[str, str | None],
    rows: list[Row],
    cells: Callable[[Row], tuple[Value, ...]],
    question_id: str,
) -> Answer:
    """A table with a row a claim, its places as evidence; `columns` gives for each heading the column of the thing in its cells."""
    groups = _grouped(rows)
    return Answer(
        title=title,
        columns=tuple(columns),
        rows=tuple(cells(group[0]) for group in groups),
        evidence=tuple(tuple(dict.fromkeys(page.place(row) for row in group)) for group in groups),
        query=load_part(question_id).text,
        ids=_ids([group[0] for group in groups], tuple(columns.values())),
    )


def _ids(rows: Sequence[Row], things: Sequence[str | None]) -> tuple[tuple[str | None, ...], ...]:
    """The ids of the things in the cells; empty when no column names things."""
    if not any(things):
        return ()
    return tuple(tuple(_id(row.get(name)) if name else None for name in things) for row in rows)


def _id(iri: str | None) -> str | None:
    return iri.removeprefix(ID) if iri and iri.startswith(ID) else None


def read_facts(store: Store, thing: Thing, language: Language, rows: CardRows | None = None) -> list[Fact]:
    """The description of a thing line by line, with the ids of the things that it names; see :func:`make_card`."""
    return _facts(_Page(rows or CardRows(store), thing, language))


def _facts(page: _Page) -> list[Fact]:
    _ = translator(page.language)
    rows = page.ask("thing-description", "thing")
    labels = {
        _RDF + "type": _("kind"),
        _SKOS + "altLabel": _("other names"),
        _DCTERMS + "description": _("summary"),
        _SKOS + "definition": _("definition"),
        TB + "projectStatus": _("status"),
        TB + "lifePhase": _("life phase"),
        TB + "theme": _("theme"),
        TB + "connectsDomain": _("joins the domains"),
        TB + "ownerUndetermined": _("owner still to be determined"),
        TB + "domain": _("domain"),
        TB + "domainReason": _("reason for the domain"),
        TB + "subregion": _("subregion"),
        TB + "provider": _("provider"),
        TB + "structural": _("structural"),
        TB + "fromText": _("from"),
        TB + "untilText": _("until"),
        TB + "untilWording": _("in the words of the document"),
        TB + "successorOf": _("successor of"),
        TB + "represents": _("stands for"),
        _ORG + "unitOf": _("unit of"),
        _SKOS + "broader": _("part of"),
        _SKOS + "closeMatch": _("close to"),
        TB + "summaryNote": _("note"),
    }
    found: dict[str, dict[str, str | None]] = {}
    for row in rows:
        if (row["property"] in labels and row["language"] in {"", None, page.language}) or _is_name(row):
            named = _id(row["value"]) if row["valueNl"] else None
            found.setdefault(str(row["property"]), {}).setdefault(_value(page, row), named)
    return [Fact(label, tuple(found[iri].items())) for iri, label in labels.items() if iri in found]


def _description(page: _Page) -> Answer:
    _ = translator(page.language)
    facts = _facts(page)
    places = tuple(page.place(row) for row in page.ask("thing-evidence", "thing"))
    lines: list[tuple[Value, ...]] = [(_("id"), page.thing.id)]
    lines += [(fact.label, "; ".join(text for text, _id in fact.values)) for fact in facts]
    # A cell that names several things can be none of them.
    ids = [(None, fact.values[0][1] if len(fact.values) == 1 else None) for fact in facts]
    return Answer(
        title=page.thing.label(page.language),
        columns=(_("property"), _("value")),
        rows=tuple(lines),
        evidence=(places,) if places else (),
        query=load_part("thing-description").text,
        ids=((None, None), *ids),
    )


def _is_name(row: Row) -> bool:
    # Other names are tagged Dutch, being the words of the documents, and are shown in either language.
    return row["property"] == _SKOS + "altLabel"


def _value(page: _Page, row: Row) -> str:
    _ = translator(page.language)
    value = str(row["value"])
    classes = {
        "Project": _("project"),
        "Programme": _("programme"),
        "Organisation": _("organisation"),
        "Municipality": _("municipality"),
        "OrganisationUnit": _("unit"),
        "Coalition": _("coalition"),
        "ActorGroup": _("kind of actor"),
        "Person": _("person"),
        "FundingStream": _("funding stream"),
    }
    if row["property"] == _RDF + "type":
        return classes.get(value.removeprefix(TB), _("concept"))
    if value in {"true", "false"}:
        return _("yes") if value == "true" else _("no")
    return page.text(row, "value") or value


def _remarks(page: _Page) -> Answer:
    """What the text says of the project itself; the description names it too, and here stands where it says so."""
    _ = translator(page.language)
    rows = page.ask("project-remarks", "project")
    domains: dict[str, list[str]] = {}
    for row in rows:
        if row["domain"]:
            domains.setdefault(str(row["claim"]), []).append(page.text(row, "domain"))

    def cells(row: Row) -> tuple[Value, ...]:
        joined = domains.get(str(row["claim"]))
        if joined is None:
            return _("owner still to be determined"), ""
        return _("joins the domains"), ", ".join(sorted(dict.fromkeys(joined)))

    columns = dict.fromkeys((_("property"), _("value")))
    return _table(page, _("What the text says of it"), columns, rows, cells, "project-remarks")


def _participants(page: _Page) -> Answer:
    _ = translator(page.language)
    return _table(
        page,
        _("Who takes part"),
        {_("role"): None, _("who"): "who", _("note"): None},
        # Who leads comes first.
        sorted(page.ask("project-participants", "project"), key=lambda row: row["role"] != TB + "lead"),
        lambda row: (page.concept(row["role"]), page.text(row, "who"), page.text(row, "note")),
        "project-participants",
    )


def _projects(page: _Page) -> Answer:
    _ = translator(page.language)
    return _table(
        page,
        _("Takes part in"),
        {_("role"): None, _("project"): "project", _("note"): None},
        page.ask("participant-projects", "who"),
        lambda row: (page.concept(row["role"]), page.text(row, "project"), page.text(row, "note")),
        "participant-projects",
    )


def _derived_projects(page: _Page) -> Answer:
    _ = translator(page.language)
    rows = page.ask("municipality-derived-projects", "who")
    return Answer(
        title=_("Takes part through a group of municipalities (derived)"),
        columns=(_("role"), _("project"), _("through")),
        rows=tuple((page.concept(row["role"]), page.text(row, "project"), page.text(row, "group")) for row in rows),
        query=load_part("municipality-derived-projects").text,
        ids=_ids(rows, (None, "project", "group")),
    )


def _money_columns(page: _Page) -> dict[str, str | None]:
    _ = translator(page.language)
    return dict.fromkeys((_("from"), _("until"), _("amount"), _("for what")))


def _surest_first(rows: list[Row]) -> list[Row]:
    statuses = ["secured", "inKind", "requested", "possible", "gap", "ended"]
    ranks = {TB + status: rank for rank, status in enumerate(statuses)}
    return sorted(rows, key=lambda row: ranks.get(row["status"] or "", len(ranks)))


def _money_cells(page: _Page, row: Row, name: str) -> tuple[Value, ...]:
    _ = translator(page.language)
    end = str(row["until"] or "")
    if row.get("wording"):
        end = f"{end} («{row['wording']}»)".lstrip()
    elif not end and row.get("streamUntil"):
        end = _("{date} (of the stream)").format(date=row["streamUntil"])
    if row["structural"] == "true":
        structural = _("structural")
        end = f"{structural}, {end}" if end else structural
    amount = ""
    if row["amount"]:
        amount = f"€ {row['amount']}" + (f" / {page.text(row, 'per')}" if row["perNl"] else "")
    purpose = "; ".join(part for part in (page.text(row, "covers"), page.text(row, "note")) if part)
    name_text = page.text(row, name) or _("no stream named")
    return page.concept(row["status"]), name_text, row["from"] or "", end, amount, purpose


def _project_money(page: _Page) -> Answer:
    _ = translator(page.language)
    return _table(
        page,
        _("Money"),
        {_("status"): None, _("stream"): "stream", **_money_columns(page)},
        _surest_first(page.ask("project-financing", "project")),
        lambda row: _money_cells(page, row, "stream"),
        "project-financing",
    )


def _stream_money(page: _Page) -> Answer:
    _ = translator(page.language)
    return _table(
        page,
        _("Pays for"),
        {_("status"): None, _("project"): "project", **_money_columns(page)},
        _surest_first(page.ask("stream-projects", "stream")),
        lambda row: _money_cells(page, row, "project"),
        "stream-projects",
    )


def _relations(page: _Page) -> Answer:
    _ = translator(page.language)
    part_of = TB + "partOf"

    def cells(row: Row) -> tuple[Value, ...]:
        kind = _("consists of") if row["kind"] == part_of and row["direction"] == "in" else page.concept(row["kind"])
        return kind, page.text(row, "other")

    # A tie that both records name is one tie to a reader, with the sources of both.
    rows: list[Row] = [
        {**row, "claim": f"{cells(row)[0]} {row['other']}"} for row in page.ask("project-relations", "project")
    ]
    return _table(
        page,
        _("Related projects"),
        {_("relation"): None, _("project"): "other"},
        rows,
        cells,
        "project-relations",
    )


def _places(page: _Page) -> Answer:
    _ = translator(page.language)
    return _table(
        page,
        _("Where it runs"),
        {_("where"): "where"},
        page.ask("project-places", "project"),
        lambda row: (page.text(row, "where"),),
        "project-places",
    )


def _figures(page: _Page) -> Answer:
    _ = translator(page.language)

    def cells(row: Row) -> tuple[Value, ...]:
        kind = _("target") if str(row["class"]).endswith("Target") else _("reached")
        number = f"{row['value']} {page.text(row, 'unit')}".strip() if row["value"] else ""
        return kind, page.text(row, "measures"), number, row["when"] or ""

    columns = dict.fromkeys((_("kind"), _("what"), _("value"), _("when")))
    return _table(page, _("Figures"), columns, page.ask("project-figures", "project"), cells, "project-figures")


def _memberships(page: _Page) -> Answer:
    _ = translator(page.language)

    def cells(row: Row) -> tuple[Value, ...]:
        return _("has as member") if row["direction"] == "in" else _("is a member of"), page.text(row, "other")

    rows = page.ask("participant-memberships", "who")
    return _table(
        page,
        _("Memberships"),
        {_("relation"): None, _("who"): "other"},
        rows,
        cells,
        "participant-memberships",
    )


def _units(page: _Page) -> Answer:
    _ = translator(page.language)
    rows = page.ask("organisation-units", "parent")
    return Answer(
        title=_("Units"),
        columns=(_("unit"),),
        rows=tuple((page.text(row, "unit"),) for row in rows),
        query=load_part("organisation-units").text,
        ids=_ids(rows, ("unit",)),
    )


def _streams(page: _Page) -> Answer:
    _ = translator(page.language)
    rows = page.ask("provider-streams", "provider")
    return Answer(
        title=_("Provides"),
        columns=(_("stream"), _("until")),
        rows=tuple((page.text(row, "stream"), row["until"] or "") for row in rows),
        query=load_part("provider-streams").text,
        ids=_ids(rows, ("stream", None)),
    )


def _theme_projects(page: _Page) -> Answer:
    _ = translator(page.language)
    rows = page.ask("theme-projects", "theme")
    return Answer(
        title=_("Projects"),
        columns=(_("project"), _("status")),
        rows=tuple((page.text(row, "project"), page.concept(row["status"])) for row in rows),
        query=load_part("theme-projects").text,
        ids=_ids(rows, ("project", None)),
    )


def _place_projects(page: _Page) -> Answer:
    _ = translator(page.language)
    return _table(
        page,
        _("Projects that run here"),
        {_("project"): "project"},
        page.ask("place-projects", "where"),
        lambda row: (page.text(row, "project"),),
        "place-projects",
    )


def _domain_participants(page: _Page) -> Answer:
    _ = translator(page.language)
    rows = page.ask("domain-participants", "domain")
    return Answer(
        title=_("Parties"),
        columns=(_("who"),),
        rows=tuple((page.text(row, "who"),) for row in rows),
        query=load_part("domain-participants").text,
        ids=_ids(rows, ("who",)),
    )


def _contradictions(page: _Page) -> Answer:
    _ = translator(page.language)
    rows: list[Row] = [{**row, "claim": row["statement"]} for row in page.ask("thing-contradictions", "about")]
    return _table(
        page,
        _("Where the documents disagree"),
        dict.fromkeys((_("on"), _("what is said"))),
        rows,
        lambda row: (page.text(row, "subject"), page.text(row, "says")),
        "thing-contradictions",
    )
