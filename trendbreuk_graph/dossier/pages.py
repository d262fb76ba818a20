"""Which pages a dossier has, and what makes each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.pages.addresses import Address, find_address
from trendbreuk_graph.pages.bridges import render_bridges
from trendbreuk_graph.pages.catalogue import render_question, render_questions
from trendbreuk_graph.pages.documents import render_document, render_documents
from trendbreuk_graph.pages.downloads import render_downloads
from trendbreuk_graph.pages.indexes import INDEX_ANSWERS, render_index
from trendbreuk_graph.pages.money import render_audit
from trendbreuk_graph.pages.search import render_search
from trendbreuk_graph.pages.start import render_start
from trendbreuk_graph.pages.things import render_thing
from trendbreuk_graph.pages.unknowns import render_contradictions, render_decisions, render_gaps

if TYPE_CHECKING:
    from collections.abc import Callable

    from trendbreuk_graph.pages.site import Site

__all__ = ["list_pages"]


def list_pages(site: Site) -> dict[Address, Callable[[Site], str]]:
    """Every page → the function that makes it, the first page first."""
    pages: dict[Address, Callable[[Site], str]] = {
        Address("start"): render_start,
        Address("audit"): render_audit,
        Address("bridges"): render_bridges,
        Address("gaps"): render_gaps,
        Address("contradictions"): render_contradictions,
        Address("decisions"): render_decisions,
        Address("questions"): render_questions,
        Address("documents"): render_documents,
        Address("downloads"): render_downloads,
        Address("search"): render_search,
        **{Address(kind): partial(render_index, kind=kind) for kind in INDEX_ANSWERS},
    }
    pages |= {find_address(thing): partial(render_thing, tail=tail) for tail, thing in site.things.items()}
    pages |= {Address("document", tail): partial(render_document, tail=tail) for tail in site.documents}
    asked = (question.id for question in find_questions() if question.id in site.answered)
    return pages | {Address("question", name): partial(render_question, question_id=name) for name in asked}
