"""The audit of the region agrees with what the documents say, read by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.audit.classes import CLASSES
from trendbreuk_graph.audit.period import Horizon
from trendbreuk_graph.audit.report import Audit, Scope, find_places, make_audit, read_evidence
from trendbreuk_graph.audit.what_if import Assumption
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore, Rows, Store

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Class, Judgement

_DAY = dt.date(2026, 11, 22)
_YEAR = Horizon(12, "m")
_END_OF_2026 = dt.date(2026, 12, 31)


@pytest.fixture(scope="module")
def real_store() -> EmbeddedStore:
    """The graph of the package."""
    return EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")


@pytest.fixture(scope="module")
def region(real_store: EmbeddedStore) -> Audit:
    """The audit of the whole region on 22 November 2026."""
    return make_audit(real_store, _DAY, _YEAR)


@pytest.fixture(scope="module")
def places(real_store: EmbeddedStore) -> dict[str, tuple[str, ...]]:
    """Where each line stands."""
    return read_evidence(real_store)


def _places(judgement: Judgement, places: dict[str, tuple[str, ...]]) -> set[str]:
    return set(find_places(judgement.reasons, places))


def test_a_project_that_falls_away(region: Audit, places: dict[str, tuple[str, ...]]) -> None:
    """The local coalitions Kansrijke Start.

    The work plan covers their support from SPUK GALA ("lokaal uitvoeringsbudget"); its introduction lets the GALA agreement run "tot en met
    2026". The partners give their own time, IZA "komt er ruimte" and insured care is being looked into: none of that is promised. Lasting money for parents is called a bottleneck.
    """
    found = region.judgements[ID + "lokale-coalities-kansrijke-start"]

    assert ("falling-away", ("falling-away",)) == (found.reported, found.possible)
    assert (_END_OF_2026, _END_OF_2026) == found.last_day
    assert [("spuk-gala", "tot en met 2026", "stream")] == [
        (str(line.stream).removeprefix(ID), line.wording, line.end_from) for line in found.ending
    ]
    assert {"iza-middelen", "middelen-partners", "spuk-gala", "zvw"} == {
        str(line.stream).removeprefix(ID) for line in found.hoped
    }
    assert ["vaste vergoeding voor ouders en ervaringsdeskundigen die meedoen"] == [
        line.covers_label("nl") for line in found.gaps
    ]
    assert {
        "werkplan-2024 › Lokale coalities Kansrijke Start › Financiën: «SPUK GALA middelen Kansrijke Start»",
        "werkplan-2024 › 1.3 Samen bouwen we verder › Beschrijving: «tot en met 2026»",
    } == _places(found, places)


def test_a_project_that_is_covered_for_good(region: Audit, places: dict[str, tuple[str, ...]]) -> None:
    """Stevig Ouderschap.

    The work plan puts it for good in the budget of the youth health care "Per 1 mei 2022"; the regional plan names the regular budget of the GGD.
    """
    found = region.judgements[ID + "stevig-ouderschap"]

    assert ("covered", ("covered",), None) == (found.reported, found.possible, found.last_day)
    assert {("begroting-jgz", "2022-05-01"), ("begroting-ggd", None)} == {
        (str(line.stream).removeprefix(ID), line.begin) for line in found.structural
    }
    assert {
        "werkplan-2024 › Stevig Ouderschap › Financiën: «Per 1 mei 2022»",
        "werkplan-2024 › Stevig Ouderschap › Borging: «geborgd is in de reguliere JGZ»",
    } <= _places(found, places)
    assert any(place.startswith("regioplan-bijlage › Kansrijke Start 2") for place in _places(found, places))


def test_a_project_that_is_in_doubt(region: Audit, places: dict[str, tuple[str, ...]]) -> None:
    """The hubs Kansrijke Start.

    Guidance by project leaders "wordt gedekt vanuit GALA middelen", which stop with 2026; monitoring in three pilot municipalities "is gedekt
    vanuit een ZonMw subsidie", of which no document gives the end. So it falls away, and if ZonMw goes on only partly. That
    coordination "kan worden gedekt" is a hope.
    """
    found = region.judgements[ID + "knooppunten-kansrijke-start"]

    assert ("falling-away", ("falling-away", "partly-falling-away")) == (found.reported, found.possible)
    assert ["spuk-gala"] == [str(line.stream).removeprefix(ID) for line in found.ending]
    assert ["zonmw"] == [str(line.stream).removeprefix(ID) for line in found.unknown]
    assert {
        "werkplan-2024 › Knooppunten Kansrijke Start › Financiën: «wordt gedekt vanuit GALA middelen»",
        "werkplan-2024 › 1.3 Samen bouwen we verder › Beschrijving: «tot en met 2026»",
    } == _places(found, places)


def test_the_words_tot_2026_leave_a_doubt_that_structural_money_takes_away(region: Audit) -> None:
    """Keigezond: the work plan has GALA money "tot 2026", perhaps the end of 2025; basic health insurance keeps it covered."""
    found = region.judgements[ID + "keigezond"]

    assert ("covered", True) == (found.reported, found.is_certain)
    assert {("tot 2026", dt.date(2025, 12, 31)), ("tot en met 2026", _END_OF_2026)} == {
        (line.wording, line.earliest) for line in found.ending
    }
    assert {"zvw"} == {str(line.stream).removeprefix(ID) for line in found.structural}


@pytest.mark.parametrize("day", ["2020-01-01", "2023-06-30", "2025-12-31", "2026-12-31", "2027-01-01", "2040-02-29"])
def test_every_project_is_in_one_class_on_every_day(real_store: EmbeddedStore, day: str) -> None:
    """The seven numbers add up to all projects of the graph, those without money too."""
    audit = make_audit(real_store, dt.date.fromisoformat(day), _YEAR)

    assert audit.of_all == len(audit.judgements) == sum(audit.count_classes().values())
    assert list(CLASSES) == list(audit.count_classes())


def test_after_2026_what_spuk_gala_alone_paid_is_over(real_store: EmbeddedStore, region: Audit) -> None:
    """On the first of January 2027 the projects that fell away for certain have lapsed."""
    later = make_audit(real_store, dt.date(2027, 1, 1), _YEAR)
    fell = {found.project for found in region.find_class("falling-away") if found.is_certain}

    assert fell
    assert fell <= {found.project for found in later.find_class("lapsed")}


def test_the_cliff_of_the_region_is_at_the_end_of_2026(region: Audit) -> None:
    """Most lines that end do so with SPUK GALA."""
    assert region.cliff.steepest is not None
    assert region.cliff.steepest.name == "2026-Q4"
    assert region.cliff.total == sum(line.status == "secured" for line in region.lines)


def test_what_if_spuk_gala_goes_on(real_store: EmbeddedStore) -> None:
    """Extended to 2028, nothing falls away that SPUK GALA alone paid."""
    audit = make_audit(
        real_store, _DAY, _YEAR, assumptions=[Assumption("extend", ID + "spuk-gala", dt.date(2028, 12, 31))]
    )

    assert audit.comparison is not None
    after = audit.comparison.after
    assert {"covered"} == {
        after[found.project].reported for found in audit.find_class("falling-away") if found.is_certain
    }
    assert audit.comparison.fallen == ()


def test_what_if_basic_health_insurance_stopped(real_store: EmbeddedStore) -> None:
    """Keigezond and three others fall, among them a whole of which HealthyLIFE is a part; medical and social partners lose each other."""
    audit = make_audit(real_store, _DAY, _YEAR, assumptions=[Assumption("end", ID + "zvw", _END_OF_2026)])
    found = audit.comparison

    assert found is not None
    assert {"geboortezorg-flex", "gli-volwassenen", "healthylife-heerlen", "keigezond"} == {
        project.removeprefix(ID) for project in found.fallen
    }
    assert ID + "gala-zuid-limburg" in found.wholes
    assert found.organisations
    assert 0 < len(found.pairs) < found.pairs_before


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(theme=ID + "gezonde-jeugd"), {"beweegplein", "zomerfit"}),
        (Scope(theme=ID + "jeugd"), {"zomerfit"}),
        (Scope(place=ID + "ministreek"), {"beweegplein", "zomerfit"}),
        (Scope(place=ID + "gemeente-bos"), {"zomerfit"}),
        (Scope(place=ID + "noord"), {"beweegplein", "zomerfit"}),
        (Scope(stream=ID + "zomerfonds"), {"zomerfit"}),
        (Scope(stream=ID + "kansenregeling", theme=ID + "gala-bewegen"), {"eetclub", "zomerfit"}),
        (Scope(stream=ID + "zomerfonds", theme=ID + "nothing"), set()),
    ],
    ids=["theme", "phase", "subregion", "municipality", "part", "stream", "stream and theme", "nothing"],
)
def test_a_scope_leaves_projects_out(mini_store: EmbeddedStore, scope: Scope, expected: set[str]) -> None:
    """By theme or phase of life, by place with what it lies in, and by any line of a stream; limits add up."""
    audit = make_audit(mini_store, _DAY, _YEAR, scope)

    assert expected == {project.removeprefix(ID) for project in audit.judgements}
    assert (3, 1 if scope.place else 0) == (audit.of_all, audit.placeless)
    assert {line.project for line in audit.lines} <= set(audit.judgements)


def test_an_audit_reads_its_lines_with_one_query(mini_store: EmbeddedStore) -> None:
    """One more for what stands around them; the what-if reads the network too."""

    class _Counting(Store):
        asked = 0

        def query(self, text: str) -> Rows:
            self.asked += 1
            rows = mini_store.query(text)
            assert isinstance(rows, Rows)
            return rows

    plain = _Counting()
    make_audit(plain, _DAY, _YEAR)

    assert plain.asked == 2


def test_a_what_if_never_changes_the_graph(mini_store: EmbeddedStore) -> None:
    """The same audit before and after a what-if that takes everything away."""
    before = make_audit(mini_store, _DAY, _YEAR)
    make_audit(
        mini_store,
        _DAY,
        _YEAR,
        assumptions=[Assumption("without", ID + "kansenregeling"), Assumption("end", ID + "begroting-ade", _DAY)],
    )

    assert before == make_audit(mini_store, _DAY, _YEAR)


def test_a_graph_without_financing_is_audited_honestly() -> None:
    """Every project is unfunded, and nothing else is said."""

    class _Projects(Store):
        def query(self, text: str) -> Rows:
            row = (ID + "p", None, None, "tb:active", "P", "P", *[None] * 11)
            return Rows((), [row] if "Financing" in text else [])

    audit = make_audit(_Projects(), _DAY, _YEAR)
    expected: Class = "unfunded"

    assert [expected] == [found.reported for found in audit.judgements.values()]
    assert (0, [], []) == (audit.cliff.total, audit.streams, audit.bodies)
