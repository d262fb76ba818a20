"""What stands around the money, and whom it touches when money stops."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.classes import Judgement, judge_projects
from trendbreuk_graph.audit.region import Region, read_region, read_scope
from trendbreuk_graph.audit.touched import Body, Whole, find_bodies, find_wholes, is_funded
from trendbreuk_graph.funding import read_ledger
from trendbreuk_graph.namespaces import ID

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Class
    from trendbreuk_graph.store import EmbeddedStore


def _ids(table: dict[str, set[str]]) -> dict[str, set[str]]:
    return {key.removeprefix(ID): {value.removeprefix(ID) for value in values} for key, values in table.items()}


def test_the_surroundings_of_the_mini_world_are_those_of_its_records(mini_store: EmbeddedStore) -> None:
    """Themes with phases of life, places, wholes, groups, the places around a municipality, names and contradictions."""
    region = read_region(mini_store)
    read_scope(mini_store, region)

    assert {"gala-bewegen", "gezonde-jeugd", "jeugd"} == _ids(region.themes)["zomerfit"]
    assert {"beweegplein": {"gemeente-ade"}, "zomerfit": {"ministreek"}} == _ids(region.places)
    assert {"beweegplein": {"zomerfit"}} == _ids(region.wholes)
    assert {"gemeenten-zuid-limburg", "ggd-ministreek", "huisartsen", "wijkwelzijn-west", "ziekenhuis-oost"} == _ids(
        region.participants
    )["zomerfit"]
    assert {"gemeenten-zuid-limburg": {"gemeente-ade", "gemeente-bos"}} == _ids(region.members)
    assert {"gemeente-ade", "gemeente-bos"} == {iri.removeprefix(ID) for iri in region.municipalities}
    assert {"gemeente-ade": {"noord"}, "gemeente-bos": {"noord"}, "noord": {"ministreek"}} == _ids(region.within)
    assert region.body_label(ID + "ziekenhuis-oost", "en") == "Hospital East"
    assert {"kansenregeling": [("Einde van de Kansenregeling", "End of the Chances Scheme")]} == {
        iri.removeprefix(ID): subjects for iri, subjects in region.contradictions.items()
    }


def test_a_place_touches_what_lies_in_it_and_what_it_lies_in() -> None:
    """A subregion touches its towns and the region, and not its sister."""
    region = Region(within={"town": {"north"}, "north": {"region"}, "south": {"region"}})

    assert {"north", "town", "region"} == region.find_touching("north")
    assert {"region", "north", "south", "town"} == region.find_touching("region")
    assert {"elsewhere"} == region.find_touching("elsewhere")


def test_parts_of_parts_belong_to_the_whole() -> None:
    """Even when records run in a circle, nothing is its own part."""
    assert {"w": {"p", "q"}, "p": {"q"}} == Region(wholes={"p": {"w"}, "q": {"p"}}).find_parts()
    assert {"a": {"b"}, "b": {"a"}} == Region(wholes={"a": {"b"}, "b": {"a"}}).find_parts()


def _judged(**classes: Class) -> dict[str, Judgement]:
    return {project: Judgement(project, name.replace("_", "-"), ()) for project, name in classes.items()}  # type: ignore[arg-type] # a name with a dash is a class


def test_wholes_count_their_parts_at_risk() -> None:
    """Wholly or partly falling away; parts outside the audit do not count, wholes outside it do."""
    judgements = _judged(a="falling-away", b="partly-falling-away", c="covered")
    parts = {"w": {"a", "b", "c", "elsewhere"}, "v": {"c"}, "u": {"elsewhere"}}

    assert [Whole("w", ("a", "b", "c"), ("a", "b")), Whole("v", ("c",), ())] == find_wholes(judgements, parts)


def test_a_municipality_takes_part_itself_or_through_its_group() -> None:
    """What it does itself does not count as through the group; kinds of actor are no body."""
    region = Region(
        participants={"a": {"group", "town"}, "b": {"group"}, "c": {"firm", "kind"}},
        members={"group": {"town", "village"}},
        municipalities={"town", "village"},
        bodies={"town": ("t", "t"), "village": ("v", "v"), "firm": ("f", "f")},
    )
    judgements = _judged(a="falling-away", b="covered", c="unknown")

    assert find_bodies(judgements, region) == [
        Body("town", is_municipality=True, projects=("a", "b"), at_risk=("a",), through_group=("b",), funded=("b",)),
        Body(
            "village",
            is_municipality=True,
            projects=("a", "b"),
            at_risk=("a",),
            through_group=("a", "b"),
            funded=("b",),
        ),
        Body("firm", is_municipality=False, projects=("c",), at_risk=(), through_group=(), funded=("c",)),
    ]


def test_funded_is_what_is_not_known_to_run_out() -> None:
    """Covered, partly falling away and unknown; nothing else."""
    judgements = _judged(
        a="covered",
        b="partly-falling-away",
        c="unknown",
        d="falling-away",
        e="lapsed",
        f="hoped-for",
        g="unfunded",
    )

    assert {"a", "b", "c"} == {project for project, found in judgements.items() if is_funded(found)}


def test_the_mini_world_at_the_end_of_2026(mini_store: EmbeddedStore) -> None:
    """The scheme stops on 31 December 2026: two projects fall away, the square is covered."""
    ledger = read_ledger(mini_store)
    day = dt.date(2026, 11, 22)

    found = judge_projects(ledger.projects, ledger.lines, day, dt.date(2027, 11, 22))
    touched = {body.iri.removeprefix(ID): len(body.at_risk) for body in find_bodies(found, read_region(mini_store))}

    assert {"beweegplein": "covered", "eetclub": "falling-away", "zomerfit": "falling-away"} == {
        project.removeprefix(ID): judgement.reported for project, judgement in found.items()
    }
    assert touched == {
        "wijkwelzijn-west": 2,
        "ziekenhuis-oost": 2,
        "gemeente-ade": 1,
        "gemeente-bos": 1,
        "ggd-ministreek": 1,
        "ggd-jeugd": 0,
    }
