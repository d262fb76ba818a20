"""What ties records together: ids and names that are used once, references that lead somewhere, cards that exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from trendbreuk_graph.documents import WHOLE_CARD_FIELDS
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.reading import Placed, Reading, find_nearest
from trendbreuk_graph.records import Evidence, NotClaim, Project, SourceDocument

if TYPE_CHECKING:
    from trendbreuk_graph.errors import Finding

__all__ = ["MAXIMUM_ANCHOR_WORDS", "REGION", "check_references", "find_own_cards"]

#: An anchor is for finding a place, not for quoting it.
MAXIMUM_ANCHOR_WORDS = 8

#: Scheme whose concepts, beside the municipalities, are places where a project can run.
REGION = "subregions"

At = tuple[str | int, ...]


def check_references(reading: Reading) -> None:
    """Add a finding to the reading for everything that does not tie up."""
    _check_ids(reading)
    _check_names(reading)
    _check_dangling(reading)
    _check_repeats(reading)
    _check_evidence(reading)
    _check_words(reading)


def find_own_cards(record: Any) -> dict[str, set[str]]:
    """For each source the cards that a project's own evidence names; a claim may leave out the only one."""
    cards: dict[str, set[str]] = {}
    if isinstance(record, Project):
        for evidence in record.evidence:
            if evidence.card is not None:
                cards.setdefault(evidence.source, set()).add(evidence.card)
    return cards


def _check_ids(reading: Reading) -> None:
    seen: dict[str, Placed] = {}
    for placed in _all_named(reading):
        _refuse_second(reading, seen, placed)
    # Contradictions and decisions have IRIs of their own kind: their ids need to differ from each other only.
    for kind in ("contradictions", "decisions"):
        seen = {}
        for placed in reading.placed.get(kind, []):
            _refuse_second(reading, seen, placed)


def _refuse_second(reading: Reading, seen: dict[str, Placed], placed: Placed) -> None:
    """Add a finding when the id of a record was seen before."""
    first = seen.setdefault(placed.id, placed)
    if first is not placed:
        reading.findings.append(
            placed.finding(
                "duplicate-id",
                ("id",),
                found=placed.id,
                allowed=N_("an id that nothing else has"),
                way_out=N_("Choose another id; ids in use are never renamed."),
                see=first.place,
            )
        )


def _all_named(reading: Reading) -> Iterator[Placed]:
    for kind in ("sources", "organisations", "streams", "schemes", "projects"):
        for placed in reading.placed.get(kind, []):
            yield placed
            if kind == "schemes":
                for index, concept in enumerate(placed.record.concepts):
                    yield Placed(concept, placed.file, placed.parsed, (*placed.path, "concepts", index))


def _check_names(reading: Reading) -> None:
    """A name that two records bear would lead a reader to the wrong one."""
    for kind in ("organisations", "streams", "projects"):
        names: dict[str, Placed] = {}
        for placed in reading.placed.get(kind, []):
            exact = [placed.record.label.nl, *placed.record.also_known_as]
            repeated = {name for name in exact if exact.count(name) > 1}
            # Spellings that differ in case are kept, for they are how the documents write it; two records may not
            # share a name even so.
            for name in dict.fromkeys([*exact, placed.record.label.en]):
                first = names.setdefault(name.casefold(), placed)
                if first is not placed or name in repeated:
                    reading.findings.append(
                        placed.finding(
                            "name-twice",
                            ("also_known_as",),
                            found=name,
                            allowed=N_("a name that one record bears once"),
                            way_out=N_("Remove it here or there, or unite the two records."),
                            see=first.place,
                        )
                    )


def _check_dangling(reading: Reading) -> None:
    allowed = _allowed_ids(reading)
    unknown = {what for what, names in _FILES.items() if reading.broken & names}
    for kind, places in reading.placed.items():
        for placed in places:
            for at, what, found in _references(kind, placed.record):
                if what not in unknown and found not in allowed[what] and found not in reading.broken:
                    reading.findings.append(
                        placed.finding(
                            "dangling-id",
                            at,
                            found=found,
                            allowed=_ALLOWED[what],
                            nearest=find_nearest(found, allowed[what], 0.6),
                            way_out=N_("Use an id that exists, or first add what it stands for."),
                        )
                    )


_ALLOWED = {
    "organisation": N_("an id in organisations.yml"),
    "stream": N_("an id in streams.yml"),
    "project": N_("the file name of a project"),
    "domain": N_("an id in vocabularies/domains.yml"),
    "life phase": N_("an id in vocabularies/life-phases.yml"),
    "theme": N_("an id in vocabularies/regioplan-themes.yml or gala-themes.yml"),
    "subregion": N_("an id in vocabularies/subregions.yml"),
    "place": N_("a municipality, or an id in vocabularies/subregions.yml"),
    "concept": N_("an id in vocabularies/"),
    "thing": N_("a project, organisation, stream or document"),
}
#: The files that say which ids there are; while one of them cannot be read, nobody can say what dangles.
_FILES: dict[str, frozenset[str]] = {
    "organisation": frozenset({"organisations"}),
    "stream": frozenset({"streams"}),
    "domain": frozenset({"domains"}),
    "life phase": frozenset({"life-phases"}),
    "theme": frozenset({"regioplan-themes", "gala-themes"}),
    "subregion": frozenset({REGION}),
    "place": frozenset({"organisations", REGION}),
    "concept": frozenset({"domains", "life-phases", "regioplan-themes", "gala-themes", REGION}),
    "thing": frozenset({"organisations", "streams", "sources"}),
}


def _allowed_ids(reading: Reading) -> dict[str, set[str]]:
    ids = {kind: {placed.id for placed in places} for kind, places in reading.placed.items()}
    concepts = {
        placed.id: {concept.id for concept in placed.record.concepts} for placed in reading.placed.get("schemes", [])
    }
    region = concepts.get(REGION, set())
    municipalities = {p.id for p in reading.placed.get("organisations", []) if p.record.kind == "municipality"}
    allowed = {
        "organisation": ids.get("organisations", set()),
        "stream": ids.get("streams", set()),
        "project": ids.get("projects", set()),
        "domain": concepts.get("domains", set()),
        "life phase": concepts.get("life-phases", set()),
        "theme": concepts.get("regioplan-themes", set()) | concepts.get("gala-themes", set()),
        "subregion": region,
        "place": region | municipalities,
        "concept": set().union(*concepts.values()),
    }
    allowed["thing"] = allowed["project"] | allowed["organisation"] | allowed["stream"] | ids.get("sources", set())
    return allowed


def _references(kind: str, record: Any) -> Iterator[tuple[At, str, str]]:
    """Every id in a record that must exist: where it stands, what kind of thing it names, and the id."""
    if kind == "projects":
        yield from _project_references(record)
    elif kind == "schemes":
        for index, concept in enumerate(record.concepts):
            yield from _id_references(
                ("concepts", index), concept, (("broader", "concept"), ("close_match", "concept"))
            )
    else:
        yield from _id_references((), record, _REFERENCES.get(kind, ()))
        for i, member in enumerate(getattr(record, "members", ())):
            yield ("members", i, "who"), "organisation", member.who


#: Keys that hold an id or a list of ids, by kind of record, and what kind of thing the ids name.
_REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "organisations": (
        ("domains", "domain"),
        ("unit_of", "organisation"),
        ("subregion", "subregion"),
        ("represents", "project"),
    ),
    "streams": (("provider", "organisation"), ("successor_of", "stream")),
    "sources": (("publisher", "organisation"),),
    "contradictions": (("about", "thing"),),
}


def _id_references(at: At, record: Any, keys: tuple[tuple[str, str], ...]) -> Iterator[tuple[At, str, str]]:
    for key, what in keys:
        value = getattr(record, key)
        if isinstance(value, str):
            yield (*at, key), what, value
        for index, found in enumerate(value if isinstance(value, tuple) else ()):
            yield (*at, key, index), what, found


def _project_references(project: Project) -> Iterator[tuple[At, str, str]]:
    yield from ((("life_phase", i), "life phase", phase) for i, phase in enumerate(project.life_phase))
    yield from ((("themes", i), "theme", theme) for i, theme in enumerate(project.themes))
    yield from ((("runs_in", i, "place"), "place", claim.place) for i, claim in enumerate(project.runs_in))
    for index, connection in enumerate(project.connects_domains):
        for i, domain in enumerate(connection.domains):
            yield ("connects_domains", index, "domains", i), "domain", domain
    yield from ((("participants", i, "who"), "organisation", p.who) for i, p in enumerate(project.participants))
    yield from ((("financing", i, "stream"), "stream", f.stream) for i, f in enumerate(project.financing) if f.stream)
    yield from ((("relations", i, "project"), "project", r.project) for i, r in enumerate(project.relations))


def _check_repeats(reading: Reading) -> None:
    """One claim, one entry: the same body in the same role twice would count twice."""
    for placed in reading.placed.get("projects", []):
        project: Project = placed.record
        keys: list[tuple[At, tuple[str, ...]]] = [
            (("participants", i), ("participant", p.who, p.role)) for i, p in enumerate(project.participants)
        ]
        keys += [(("relations", i), ("relation", r.project, r.kind)) for i, r in enumerate(project.relations)]
        keys += [(("runs_in", i), ("place", r.place)) for i, r in enumerate(project.runs_in)]
        seen: set[tuple[str, ...]] = set()
        for at, key in keys:
            if key in seen:
                reading.findings.append(
                    placed.finding(
                        "claim-twice",
                        at,
                        found=" ".join(key),
                        allowed=N_("one entry"),
                        way_out=N_("Put the evidence of both in one entry."),
                    )
                )
            seen.add(key)
        for index, relation in enumerate(project.relations):
            if relation.project == project.id:
                reading.findings.append(
                    placed.finding(
                        "self-relation",
                        ("relations", index),
                        found=project.id,
                        allowed=N_("another project"),
                        way_out=N_("Remove it."),
                    )
                )


def _check_evidence(reading: Reading) -> None:
    if "sources" in reading.broken:
        return
    sources: dict[str, SourceDocument] = {placed.id: placed.record for placed in reading.placed.get("sources", [])}
    for places in reading.placed.values():
        for placed in places:
            own = find_own_cards(placed.record)
            for at, evidence in _find_evidence(placed.record):
                finding = _check_piece(placed, at, evidence, sources, own)
                if finding is not None and evidence.source not in reading.broken:
                    reading.findings.append(finding)


def _check_words(reading: Reading) -> None:
    """An anchor is a few words to find, and an end comes with the words that give it."""
    for kind, places in reading.placed.items():
        for placed in places:
            for at, evidence in _find_evidence(placed.record):
                if len(evidence.anchor.split()) > MAXIMUM_ANCHOR_WORDS:
                    reading.findings.append(
                        placed.finding(
                            "long-anchor",
                            (*at, "anchor"),
                            found=evidence.anchor,
                            allowed=N_("one to eight words"),
                            way_out=N_("Keep the words that a reader needs to find the place."),
                        )
                    )
            dated = enumerate(placed.record.financing) if kind == "projects" else ()
            ends: list[tuple[At, Any]] = [(("financing", index), line) for index, line in dated]
            ends += [((), placed.record)] if kind == "streams" else []
            for at, record in ends:
                if (record.until is None) != (record.until_wording is None):
                    reading.findings.append(
                        placed.finding(
                            "end-without-words",
                            at,
                            found=record.until or record.until_wording,
                            allowed=N_("until and until_wording together"),
                            way_out=N_("Give the end and the exact words that the document has for it."),
                        )
                    )


def _check_piece(
    placed: Placed,
    at: At,
    evidence: Evidence | NotClaim,
    sources: dict[str, SourceDocument],
    own: dict[str, set[str]],
) -> Finding | None:
    source = sources.get(evidence.source)
    if source is None:
        return placed.finding(
            "unknown-source",
            (*at, "source"),
            found=evidence.source,
            allowed=", ".join(sorted(sources)),
            nearest=find_nearest(evidence.source, sources),
            way_out=N_("Use the id of a document in sources.yml."),
        )
    cards = own.get(evidence.source, set())
    card = evidence.card or (next(iter(cards)) if len(cards) == 1 else None)
    if card is None:
        return placed.finding(
            "card-needed",
            at,
            allowed=", ".join(sorted(cards)) or N_("a card of that document"),
            way_out=N_("Name the card: it may be left out only when the project's own evidence names exactly one."),
        )
    names = [one.card for one in source.cards]
    if card not in names:
        return placed.finding(
            "unknown-card",
            (*at, "card"),
            found=card,
            allowed=N_("a card of that document in sources.yml"),
            nearest=find_nearest(card, names),
            way_out=N_("Use the name as it stands in sources.yml."),
        )
    fields = sorted({one.name for one in source.fields} | {source.lead_field} | WHOLE_CARD_FIELDS)
    if evidence.field not in fields:
        return placed.finding(
            "unknown-field",
            (*at, "field"),
            found=evidence.field,
            allowed=", ".join(fields),
            nearest=find_nearest(evidence.field, fields),
            way_out=N_("Use a heading of that document, as sources.yml lists them."),
        )
    return None


def _find_evidence(record: Any) -> Iterator[tuple[At, Evidence | NotClaim]]:
    """Every piece of evidence in a record and the path where it stands."""
    if isinstance(record, Evidence | NotClaim):
        yield (), record
        return
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from ((((info.alias or name), index, *at), found) for at, found in _find_evidence(item))
