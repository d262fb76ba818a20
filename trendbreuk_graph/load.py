"""Reading all records and tying them together.

:func:`load_world` reads every file of a data folder, collects **all** mistakes (syntax, unknown keys, wrong values, duplicate
ids, dangling references, cards that no document has) and raises them in one :class:`FindingsError`. Nothing is skipped: a
file that is not understood is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from trendbreuk_graph.errors import Finding, FindingsError, MissingPartError
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.reading import Reading, unknown_key
from trendbreuk_graph.records import (
    Concept,
    Contradiction,
    Decision,
    Evidence,
    MoneyWords,
    NotClaim,
    Organisation,
    Project,
    Scheme,
    SourceDocument,
    Stream,
)
from trendbreuk_graph.references import check_references, find_own_cards
from trendbreuk_graph.yaml_reader import Parsed

__all__ = ["World", "load_world"]

#: Files that hold a list of records, under the key of that list.
_LISTS: dict[str, tuple[str, type[BaseModel]]] = {
    "sources.yml": ("sources", SourceDocument),
    "organisations.yml": ("organisations", Organisation),
    "streams.yml": ("streams", Stream),
    "contradictions.yml": ("contradictions", Contradiction),
    "decisions.yml": ("decisions", Decision),
    "not-claims.yml": ("not_claims", NotClaim),
}
#: Lists that a region may do without.
_OPTIONAL = frozenset({"contradictions.yml", "decisions.yml", "not-claims.yml"})
_FOLDERS: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("schemes", "vocabularies", Scheme),
    ("projects", "projects", Project),
)


@dataclass(frozen=True, slots=True)
class World:
    """All records of a data folder, each keyed by its id, in the order of the ids."""

    sources: dict[str, SourceDocument]
    organisations: dict[str, Organisation]
    streams: dict[str, Stream]
    schemes: dict[str, Scheme]
    projects: dict[str, Project]
    contradictions: dict[str, Contradiction]
    decisions: dict[str, Decision]
    not_claims: tuple[NotClaim, ...]
    money_words: tuple[str, ...]

    @property
    def concepts(self) -> dict[str, Concept]:
        """The concepts of all schemes by id."""
        return {concept.id: concept for scheme in self.schemes.values() for concept in scheme.concepts}


def load_world(directory: Path) -> World:
    """Read and check all records of a data folder.

    Args:
        directory: A folder as described in `data/README.md`.

    Raises:
        MissingPartError: There is no such folder.
        FindingsError: With every mistake found.
    """
    if not directory.is_dir():
        raise MissingPartError(
            str(directory), N_("Point --data at a folder with sources.yml, projects/ and the others.")
        )
    reading = Reading(directory.resolve())
    for name, (key, model) in _LISTS.items():
        if name not in _OPTIONAL or (directory / name).exists():
            _read_list(reading, name, key, model)
    for kind, folder, one_model in _FOLDERS:
        for path in sorted((directory / folder).glob("*.yml")):
            _read_one(reading, kind, f"{folder}/{path.name}", one_model)
    _refuse_foreign_files(reading)
    check_references(reading)
    if reading.findings:
        raise FindingsError(reading.findings)
    return _assemble(reading)


def _read_list(reading: Reading, name: str, key: str, model: type[BaseModel]) -> None:
    parsed = reading.parse(name)
    if parsed is None:
        return
    shown = reading.show(name)
    extra = {"money_words"} if name == "sources.yml" else set()
    if not isinstance(parsed.value, dict) or not isinstance(parsed.value.get(key), list):
        reading.broken.add(Path(name).stem)
        reading.findings.append(
            Finding(shown, 1, "wrong-form", field=key, allowed=N_("a list under this key"), way_out=N_("Add the key."))
        )
        return
    for other in sorted(set(parsed.value) - {key} - extra):
        reading.findings.append(unknown_key(shown, parsed, (other,), "", [key, *extra]))
    if extra:
        words = {word: parsed.value[word] for word in extra & set(parsed.value)}
        reading.take("money_words", MoneyWords, name, Parsed(words, parsed.lines), ())
    for index in range(len(parsed.value[key])):
        reading.take(key, model, name, parsed, (key, index))


def _read_one(reading: Reading, kind: str, name: str, model: type[BaseModel]) -> None:
    parsed = reading.parse(name)
    if parsed is None:
        return
    reading.take(kind, model, name, parsed, ())
    found = parsed.value.get("id") if isinstance(parsed.value, dict) else None
    stem = Path(name).stem
    if isinstance(found, str) and found != stem:
        reading.broken.add(stem)
        reading.findings.append(
            Finding(
                reading.show(name),
                parsed.line(("id",)),
                "id-is-not-file-name",
                record=found,
                field="id",
                found=found,
                allowed=stem,
                way_out=N_("Rename the file, or mend the id."),
            )
        )


def _refuse_foreign_files(reading: Reading) -> None:
    """A misplaced or misnamed record must not be passed over in silence."""
    for path in sorted(reading.directory.rglob("*")):
        name = path.relative_to(reading.directory).as_posix()
        is_record = path.suffix == ".yml" and name.count("/") == 1 and path.parent.name in {"projects", "vocabularies"}
        if path.is_dir() or path.name.startswith(".") or path.name == "README.md" or name in _LISTS or is_record:
            continue
        reading.findings.append(
            Finding(
                reading.show(name),
                0,
                "foreign-file",
                found=path.name,
                allowed=N_("the lists, projects/*.yml and vocabularies/*.yml"),
                way_out=N_("Move or rename it; records end in .yml."),
            )
        )


def _assemble(reading: Reading) -> World:
    def by_id(kind: str) -> dict[str, Any]:
        records = (placed.record for placed in reading.placed.get(kind, []))
        return {record.id: record for record in sorted(records, key=lambda record: str(record.id))}

    return World(
        sources=by_id("sources"),
        organisations=by_id("organisations"),
        streams=by_id("streams"),
        schemes=by_id("schemes"),
        projects={project_id: _fill_cards(project) for project_id, project in by_id("projects").items()},
        contradictions=by_id("contradictions"),
        decisions=by_id("decisions"),
        not_claims=tuple(placed.record for placed in reading.placed.get("not_claims", [])),
        money_words=tuple(
            word for placed in reading.placed.get("money_words", []) for word in placed.record.money_words
        ),
    )


def _fill_cards(project: Project) -> Project:
    """Give every piece of evidence its card, so that nothing after loading needs to know the short notation."""
    cards = {source: next(iter(names)) for source, names in find_own_cards(project).items() if len(names) == 1}
    return project.model_copy(update=_filled(project, cards))


def _filled(record: BaseModel, cards: dict[str, str]) -> dict[str, Any]:
    update: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            update[name] = tuple(_fill_one(item, cards) for item in value)
    return update


def _fill_one(item: BaseModel, cards: dict[str, str]) -> BaseModel:
    if isinstance(item, Evidence):
        return item if item.card is not None else item.model_copy(update={"card": cards[item.source]})
    return item.model_copy(update=_filled(item, cards))
