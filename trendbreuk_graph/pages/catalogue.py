"""The questions of the catalogue with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.answering import describe_function
from trendbreuk_graph.catalogue import find_questions, list_questions, load_question
from trendbreuk_graph.i18n import choose
from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.blocks import Bullets, Code, Link, Page, Prose
from trendbreuk_graph.pages.layout import name_page, render_page
from trendbreuk_graph.pages.tables import make_table

if TYPE_CHECKING:
    from trendbreuk_graph.pages.blocks import Block
    from trendbreuk_graph.pages.site import Site
    from trendbreuk_graph.questions import Question

__all__ = ["render_question", "render_questions"]


def render_questions(site: Site) -> str:
    """All questions by subject."""
    _ = site.messages
    here = Address("questions")
    titles = {question.id: choose(site.language, question.nl, question.en) for question in find_questions()}
    blocks: list[Block] = []
    for table in list_questions(site.language):
        items = []
        for tail, _question, _parameters in table.rows:
            question = load_question(str(tail))
            note = _("with an example") if question.parameters else ""
            known = question.id in site.answered
            href = site.links.find(Address("question", question.id), here) if known else ""
            items.append(
                (Link(_open(titles[question.id]), href), note if known else _("not answerable with this graph"))
            )
        blocks.append(Bullets(title=table.title, items=tuple(items)))
    lead = _(
        "Every question that can be put to the network, with its answer. Where a question asks for a name or a day, an example is answered, "
        "and the page says how to ask it for another."
    )
    return render_page(site, here, Page(title=name_page("questions", site.language), lead=lead, blocks=tuple(blocks)))


def _open(sentence: str) -> str:
    """A question with dots where a name or a day goes."""
    import re

    return re.sub(r"\{\w+\}", "…", sentence)


def render_question(site: Site, question_id: str) -> str:
    """A question with its answer, how to read it, and how to ask it again."""
    _ = site.messages
    here = Address("question", question_id)
    question = load_question(question_id)
    answer = site.answer(question_id)
    blocks: list[Block] = []
    if question.parameters:
        text = _("This is an example. To ask for something else, type:")
        blocks.append(Prose(paragraphs=((Link(text),),), soft=True))
        blocks.append(Code(text=_write_command(site, question)))
    blocks.append(make_table(site, here, answer, title=_("Answer"), table_id="answer"))
    if not question.parameters:
        blocks.append(Prose(paragraphs=((Link(_("To ask it again, with the sources, type:")),),), soft=True))
        blocks.append(Code(text=_write_command(site, question)))
    blocks.append(Code(text=answer.query or describe_function(question), summary=_("What ran")))
    page = Page(
        title=answer.title,
        kicker=Link(name_page("questions", site.language), site.links.find(Address("questions"), here)),
        blocks=tuple(blocks),
    )
    return render_page(site, here, page)


def _write_command(site: Site, question: Question) -> str:
    given = site.find_example(question)
    words = [f"trendbreuk question {question.id}"]
    for parameter in question.parameters:
        value = given.get(parameter.name, parameter.shown)
        words.append(f"--param {parameter.name}={value}")
    if any("today" in (parameter.default or "") for parameter in question.parameters):
        words.append(f"--as-of {site.as_of.isoformat()}")
    return " ".join(words)
