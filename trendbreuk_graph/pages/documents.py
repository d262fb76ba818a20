"""The documents, and what rests on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.answers import Answer
from trendbreuk_graph.i18n import choose
from trendbreuk_graph.namespaces import ID, PREFIXES
from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.blocks import Facts, Link, Page
from trendbreuk_graph.pages.layout import name_page, render_page
from trendbreuk_graph.pages.tables import link_thing, make_table

if TYPE_CHECKING:
    from trendbreuk_graph.pages.blocks import Table
    from trendbreuk_graph.pages.site import Site

__all__ = ["render_document", "render_documents"]

_DCTERMS, _FOAF = PREFIXES["dcterms"], PREFIXES["foaf"]


def render_documents(site: Site) -> str:
    """The list of the documents."""
    here = Address("documents")
    answer = site.answer("documents-all")
    table = make_table(site, here, answer, title="", table_id="list")
    page = Page(title=name_page("documents", site.language), lead=answer.title, blocks=(table,))
    return render_page(site, here, page)


def render_document(site: Site, tail: str) -> str:
    """A document: what it is, and every line of the network that rests on it, by the place where it stands."""
    _ = site.messages
    here = Address("document", tail)
    lead = _("Everything that rests on this document, by chapter or card.")
    blocks = (_describe(site, here, tail), _list_claims(site, here, tail))
    page = Page(
        title=site.documents[tail],
        kicker=Link(name_page("documents", site.language), site.links.find(Address("documents"), here)),
        lead=lead,
        blocks=blocks,
    )
    return render_page(site, here, page)


def _describe(site: Site, here: Address, tail: str) -> Facts:
    _ = site.messages
    labels = {
        _DCTERMS + "publisher": _("publisher"),
        _DCTERMS + "issued": _("issued"),
        PREFIXES["tb"] + "period": _("is about"),
        _FOAF + "page": _("address on the web"),
        PREFIXES["schema"] + "url": _("address on the web"),
    }
    found: dict[str, dict[str, Link]] = {}
    for row in site.rows.find("thing-description", "thing", ID + tail):
        label = labels.get(str(row["property"]))
        if label is not None:
            value = str(row["value"])
            text = choose(site.language, row["valueNl"], row["valueEn"]) or value
            link = link_thing(site, here, value.removeprefix(ID) if value.startswith(ID) else None, text)
            found.setdefault(label, {})[text] = link
    return Facts(items=tuple((label, tuple(links.values())) for label, links in found.items()))


def _list_claims(site: Site, here: Address, tail: str) -> Table:
    """A row a place: where it stands, what it is about, and what it says of it."""
    _ = site.messages
    claims = site.claims.get(tail, [])
    answer = Answer(
        title=_("What rests on it"),
        columns=(_("chapter or card"), _("heading"), _("words to look for"), _("about"), _("what it says")),
        rows=tuple((claim.card, claim.field, claim.anchor, claim.about, claim.says) for claim in claims),
        ids=tuple((None, None, None, claim.tail, None) for claim in claims),
    )
    return make_table(site, here, answer, table_id="claims", filtered=(0,))
