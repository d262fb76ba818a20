"""Why two things are tied: money that one gives to the other by way of a stream, worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.answering import answer_question
from trendbreuk_graph.catalogue import load_question
from trendbreuk_graph.parameters import read_values
from trendbreuk_graph.store import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

    from trendbreuk_graph.i18n import Language

#: A ministry provides two streams; of one it is known that it pays for the camp, of the other that it may pay for the club.
_WORLD = """
    @prefix id: <https://w3id.org/trendbreuk/id/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix tb: <https://w3id.org/trendbreuk/def#> .
    id:camp a tb:Project ; skos:prefLabel "Kamp"@nl , "Camp"@en .
    id:club a tb:Project ; skos:prefLabel "Club"@nl , "Club"@en .
    id:lone a tb:Project ; skos:prefLabel "Los"@nl , "Loose"@en .
    id:ministry a tb:Organisation ; skos:prefLabel "Ministerie"@nl , "Ministry"@en .
    id:school a tb:Organisation ; skos:prefLabel "School"@nl , "School"@en .
    id:pot a tb:FundingStream ; skos:prefLabel "Pot"@nl , "Jar"@en ; tb:provider id:ministry .
    id:fund a tb:FundingStream ; skos:prefLabel "Fonds"@nl , "Fund"@en ; tb:provider id:ministry .
    tb:secured skos:prefLabel "zeker"@nl , "secured"@en .
    tb:possible skos:prefLabel "mogelijk"@nl , "possible"@en .
    id:one a tb:Financing ; tb:project id:camp ; tb:stream id:pot ; tb:financingStatus tb:secured ; tb:covers "tenten"@nl , "tents"@en .
    id:two a tb:Financing ; tb:project id:club ; tb:stream id:fund ; tb:financingStatus tb:possible .
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """The ministry, its streams and the projects."""
    path: Path = tmp_path_factory.mktemp("ties") / "world.ttl"
    path.write_text(_WORLD, encoding="utf-8")
    return EmbeddedStore.from_file(path)


@pytest.mark.parametrize(
    ("first", "second", "language", "expected"),
    [
        ("ministry", "camp", "nl", [("verstrekt geld voor het project, zeker", "Pot", "tenten")]),
        ("camp", "ministry", "nl", [("verstrekt geld voor het project, zeker", "Pot", "tenten")]),
        ("ministry", "club", "en", [("provides money for the project, possible", "Fund", None)]),
        ("ministry", "lone", "nl", []),
        ("school", "camp", "nl", []),
        ("pot", "club", "nl", []),
    ],
)
def test_who_provides_a_stream_is_tied_to_what_it_pays(
    world: EmbeddedStore, first: str, second: str, language: Language, expected: list[tuple[str | None, ...]]
) -> None:
    """In either order, with how certain the money is; and to nothing that another stream pays."""
    question = load_question("tie-why")
    values = read_values(world, question, {"first": first, "second": second}, dt.date(2026, 11, 22))
    answer = answer_question(world, question, values, language, evidence=False)

    assert expected == [(row[0], row[1], row[2] or None) for row in answer.rows]
