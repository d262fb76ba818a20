"""The page of one thing: a project, party, stream, theme, phase of life, domain or place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.audit.words import MEANINGS, join_names, name_class, show_day, show_line
from trendbreuk_graph.cards import read_facts
from trendbreuk_graph.i18n import fill
from trendbreuk_graph.pages.addresses import INDEXES, Address, find_address
from trendbreuk_graph.pages.blocks import Facts, Link, Notice, Page
from trendbreuk_graph.pages.chart import draw_timetable, list_legend
from trendbreuk_graph.pages.layout import name_page, render_page
from trendbreuk_graph.pages.tables import link_thing, make_places, make_table, with_money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.pages.blocks import Block
    from trendbreuk_graph.pages.site import Site

__all__ = ["render_thing"]


def render_thing(site: Site, tail: str) -> str:
    """The page of the thing with this id.

    Raises:
        KeyError: Nothing has this id, or it has no page.
    """
    thing = site.things[tail]
    here = find_address(thing)
    index = INDEXES[here.kind]
    facts = read_facts(site.store, thing, site.language, site.rows)
    summary = {site.messages("summary"), site.messages("definition")}
    lead = next((fact.values[0][0] for fact in facts if fact.label in summary), "")
    lines = tuple(
        (fact.label, tuple(link_thing(site, here, tail, text) for text, tail in fact.values))
        for fact in facts
        if fact.values[0][0] != lead
    )
    page = Page(
        title=thing.label(site.language),
        kicker=Link(name_page(index, site.language), site.links.find(Address(index), here)),
        lead=lead,
        blocks=(*_judge(site, thing), *_describe(site, here, thing, lines), *_list_sections(site, here, thing)),
    )
    return render_page(site, here, page)


def _describe(
    site: Site, here: Address, thing: Thing, lines: tuple[tuple[str, tuple[Link, ...]], ...]
) -> Iterator[Block]:
    card = site.card(thing)[0]
    places = card.evidence[0] if card.evidence else ()
    items = (*lines, (site.messages("id"), (Link(thing.id),)))
    yield Facts(items=items, places=make_places(site, here, places))


def _judge(site: Site, thing: Thing) -> Iterator[Block]:
    """What the audit says of a project, a stream or a party."""
    _ = site.messages
    day = show_day(site.as_of, site.language)
    judgement = site.audit.judgements.get(thing.iri)
    if judgement is not None:
        text = _("Money on {day}: {name} – {meaning}.").format(
            day=day, name=name_class(judgement.reported, site.language), meaning=_(MEANINGS[judgement.reported])
        )
        if judgement.ending:
            lines = join_names(show_line(line, site.language, site.as_of) for line in judgement.ending)
            text += " " + _("Stops: {lines}.").format(lines=lines)
        if judgement.reported != "unknown" and not judgement.is_certain:
            others = ", ".join(name_class(name, site.language) for name in judgement.others)
            text += " " + _("The dates leave doubt; it can also be: {others}.").format(others=others)
        yield Notice(text=text, mark=judgement.reported)
    source = next((found for found in site.audit.streams if found.iri == thing.iri), None)
    if source is not None:
        text = _(
            "On {day} it pays for {paid} {paid:project|projects}, for {alone} of them alone; for {ending} it stops by {until}."
        )
        yield Notice(
            text=fill(
                text,
                day=day,
                paid=len(source.paid),
                alone=len(source.alone),
                ending=len(source.ending),
                until=show_day(site.audit.until, site.language),
            )
        )
    body = next((found for found in site.audit.bodies if found.iri == thing.iri), None)
    if body is not None and body.projects:
        text = _(
            "Takes part in {all} {all:project|projects}; of {falling} of them secured money falls away by {until}."
        )
        yield Notice(
            text=fill(
                text, all=len(body.projects), falling=len(body.at_risk), until=show_day(site.audit.until, site.language)
            )
        )


def _list_sections(site: Site, here: Address, thing: Thing) -> Iterator[Block]:
    _ = site.messages
    rows = {row.project: row for page in site.timeline.pages for row in page.rows}
    money = _("Money")
    for number, answer in enumerate(site.card(thing)[1:], start=1):
        table = make_table(site, here, answer, table_id=f"section-{number}")
        at = next((index for index, column in enumerate(answer.columns) if column == _("project")), None)
        if at is not None and answer.ids:
            table = with_money(site, table, answer, at)
        yield table
        if answer.title == money and thing.iri in rows and rows[thing.iri].bars:
            from trendbreuk_graph.pages.blocks import Legend

            yield draw_timetable(site, here, (rows[thing.iri],), title=_("Money in time"), id="timeline", level=3)
            yield Legend(items=list_legend(site))
