"""The first page: what the graph holds, who bridges care and welfare, whose money ends, and what to type next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from trendbreuk_graph.answers import Answer
from trendbreuk_graph.computed.registry import tell_shares
from trendbreuk_graph.funding import find_endings, read_lines
from trendbreuk_graph.i18n import Language, choose, fill, translator
from trendbreuk_graph.measures.bridges import Ranking, Sides
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.network import read_network
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.funding import Ending, Line
    from trendbreuk_graph.store import Store

__all__ = ["HORIZON_MONTHS", "find_examples", "make_overview", "tabulate_bridges"]

#: Partners start to plan for the end of a grant about a year ahead.
HORIZON_MONTHS = 12
_BRIDGES = 5


def make_overview(store: Store, language: Language, as_of: dt.date) -> list[Answer]:
    """The tables of the overview: contents, documents, themes, bridges and endings.

    Args:
        store: The graph.
        language: Of headings and names.
        as_of: The day from which the twelve months are counted.
    """
    return [
        _contents(store, language),
        _documents(store, language),
        _themes(store, language),
        tabulate_bridges(store, language),
        _endings(store, language, as_of),
    ]


def find_examples(store: Store, language: Language) -> dict[str, str]:
    """Names worth asking for in this graph: a ``project`` and a ``stream`` with much to show, and a ``partner``.

    Returns:
        A name for each of the three kinds that the graph holds.
    """
    network = read_network(store)
    partners = {who for _, who in network.ties} & network.organisations
    ties: dict[str, int] = {}
    for project, who in network.ties:
        ties[project] = ties.get(project, 0) + 1
        ties[who] = ties.get(who, 0) + 1
    streams: dict[str, int] = {}
    for line in read_lines(store):
        if line.stream is not None:
            streams[line.stream_label(language)] = streams.get(line.stream_label(language), 0) + 1
    examples = {}
    if network.ties:
        busiest = min({project for project, _ in network.ties}, key=lambda iri: (-ties[iri], iri))
        examples["project"] = busiest.removeprefix(ID)
    if partners:
        examples["partner"] = network.name(min(partners, key=lambda iri: (-ties[iri], iri)), language)
    if streams:
        examples["stream"] = min(streams, key=lambda name: (-streams[name], name))
    return examples


def _contents(store: Store, language: Language) -> Answer:
    _ = translator(language)
    counts = {
        str(iri).removeprefix(TB): int(str(number)) for iri, number in store.read(load_part("graph-classes").text)
    }
    wanted = (
        ("Project", _("projects and programmes")),
        ("Organisation", _("organisations")),
        ("Municipality", _("of which municipalities")),
        ("Coalition", _("of which coalitions")),
        ("OrganisationUnit", _("of which units")),
        ("ActorGroup", _("kinds of actor")),
        ("FundingStream", _("funding streams")),
        ("Participation", _("participations")),
        ("Financing", _("statements on money")),
        ("Relation", _("relations between projects")),
        ("Observation", _("figures reached")),
        ("Target", _("targets")),
        ("Contradiction", _("contradictions between documents")),
        ("Evidence", _("places in the documents")),
    )
    return Answer(
        title=_("What is in the graph"),
        columns=(_("kind"), _("number")),
        rows=tuple((name, counts.get(key, 0)) for key, name in wanted),
        reading=_("Every claim names the document, the card, the field and the words where it stands."),
        query=load_part("graph-classes").text,
        kinds=("text", "integer"),
    )


def _documents(store: Store, language: Language) -> Answer:
    _ = translator(language)
    rows = store.read(load_part("graph-documents").text)
    return Answer(
        title=_("By document"),
        columns=(_("document"), _("projects"), _("claims"), _("places")),
        rows=tuple(
            (choose(language, nl, en), int(str(projects)), int(str(claims)), int(str(places)))
            for _iri, nl, en, projects, claims, places in rows
        ),
        reading=_("A project or claim counts with each document that it rests on."),
        query=load_part("graph-documents").text,
        kinds=("text", "integer", "integer", "integer"),
    )


def _themes(store: Store, language: Language) -> Answer:
    _ = translator(language)
    rows = store.read(load_part("theme-projects-count").text)
    return Answer(
        title=_("By theme"),
        columns=(_("theme"), _("projects"), _("participants")),
        rows=tuple(
            (choose(language, nl, en), int(str(projects)), int(str(participants)))
            for _scheme, _iri, nl, en, projects, participants in rows
        ),
        reading=_(
            "A project can stand under several themes; the themes of the regional plan and of GALA are two lists."
        ),
        query=load_part("theme-projects-count").text,
        kinds=("text", "integer", "integer"),
    )


def tabulate_bridges(store: Store, language: Language) -> Answer:
    """The strongest bridges between the medical and the social domain, in numbers; as evidence the projects that make each."""
    _ = translator(language)
    network = read_network(store)
    ranking = Ranking(Sides(network))
    count = sum(score > 0 for _, score in ranking.scores)
    found = [ranking.describe(at) for at in range(min(count, _BRIDGES))]
    rows = []
    evidence = []
    for rank, bridge in enumerate(found, start=1):
        projects = sorted(network.name(project, language) for project in bridge.projects)
        rows.append(
            (
                rank,
                network.name(bridge.who, language),
                bridge.score,
                len(bridge.sources),
                len(bridge.targets),
                len(projects),
            )
        )
        evidence.append(tuple(projects))
    counted = fill(_("{shown} of {all} {all:partner|partners} with such a share"), shown=len(rows), all=count)
    return Answer(
        title=_("The strongest bridges between the medical and the social domain"),
        columns=(
            "#",
            _("partner"),
            _("share of shortest paths"),
            _("medical partners"),
            _("social partners"),
            _("projects with both"),
        ),
        rows=tuple(rows),
        reading=_(
            "The share says how much of the shortest connection between medical and social partners runs through this "
            "partner. It shows a place in the partner lists, not effort or quality."
        ),
        denominator="; ".join(filter(None, (counted, choose(language, *tell_shares(ranking.sample))))),
        evidence=tuple(evidence),
        kinds=("integer", "text", "percent", "integer", "integer", "integer"),
        ids=tuple((None, bridge.who.removeprefix(ID), *[None] * 4) for bridge in found),
    )


def _endings(store: Store, language: Language, as_of: dt.date) -> Answer:
    _ = translator(language)
    lines = read_lines(store)
    endings = find_endings(lines, as_of, HORIZON_MONTHS)
    secured = [line for line in lines if line.status == "secured"]
    unknown = {line.project for line in secured if line.structural is not True and line.until is None}
    rows = [
        (
            ending.lines[0].project_label(language),
            _joined(ending.lines, language),
            ", ".join(sorted({line.until or "" for line in ending.lines})),
            _going_on(ending, language),
        )
        for ending in endings
    ]
    denominator = _(
        "{ending} of {secured} {secured:project|projects} with secured money; of {unknown} {unknown:project|projects} some secured money has no known end"
    )
    return Answer(
        title=_("Projects whose secured money ends within twelve months of {day}").format(day=as_of.isoformat()),
        columns=(_("project"), _("ending"), _("until"), _("going on")),
        rows=tuple(rows),
        reading=_(
            "An end is a period, such as a year, when the documents give no day; a project is listed when the end can "
            "fall within the twelve months."
        ),
        denominator=fill(
            denominator, ending=len(endings), secured=len({line.project for line in secured}), unknown=len(unknown)
        ),
        evidence=tuple(tuple(line.claim.removeprefix(ID) for line in ending.lines) for ending in endings),
        query=load_part("funding-lines").text,
    )


def _going_on(ending: Ending, language: Language) -> str:
    """What pays on after the twelve months, and what may: money without a known end is no cover and no gap."""
    _ = translator(language)
    parts = [_joined(ending.going_on, language)]
    if ending.unknown:
        parts.append(_("end unknown: {streams}").format(streams=_joined(ending.unknown, language)))
    return "; ".join(part for part in parts if part) or _("nothing known")


def _joined(lines: tuple[Line, ...], language: Language) -> str:
    return ", ".join(sorted({line.stream_label(language) for line in lines}))
