"""The first page counts, ranks and warns as the records say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.overview import find_examples, make_overview
from trendbreuk_graph.questions import load_part
from trendbreuk_graph.store import Rows, Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from trendbreuk_graph.answers import Answer
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import EmbeddedStore

_DAY = dt.date(2026, 1, 1)
Row = tuple[str | None, ...]


class _Given(Store):
    """Answers a question of the catalogue with the rows that a test gives, and any other with none."""

    def __init__(self, **rows: list[Row]) -> None:
        parts = {load_part(name.replace("_", "-")): given for name, given in rows.items()}
        self.rows = {text: given for part, given in parts.items() for text in (part.text, part.unordered)}

    def query(self, text: str) -> Rows:
        """See :meth:`Store.query`."""
        return Rows((), self.rows.get(text, []))


def _participant(name: str, domain: str, kind: str = "Organisation") -> Row:
    return ID + name, TB + kind, ID + domain, f"{name} nl", f"{name} en"


def _money(project: str, stream: str | None, *, until: str | None = None, structural: str | None = None) -> list[Row]:
    """A secured line with its project and its stream; an end is a year."""
    first, last = (f"{until}-01-01", f"{until}-12-31") if until else (None, None)
    source = ID + stream if stream else None
    claim = f"{ID}financing/{project}--{stream}"
    rest: Row = (None,) * 11
    rows: list[Row] = [(ID + project, None, None, TB + "active", project, project, *rest)]
    if source:
        rows.append((None, source, None, None, stream, stream, *rest))
    end = (until, first, last, None)
    return [
        *rows,
        (ID + project, source, claim, TB + "secured", None, None, structural, None, None, None, *end, *rest[:3]),
    ]


def _overview(store: Store, language: Language = "en") -> list[Answer]:
    return make_overview(store, language, _DAY)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_first_page_says_what_the_records_say(
    print_page: Callable[..., str], check_golden: Callable[[str, str], None], language: str
) -> None:
    """Counts, documents, themes, bridges, endings and what to type next, in both languages."""
    check_golden(f"overview.{language}.txt", print_page(language, "overview", "--as-of", "2026-01-01"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_graph_has_an_overview(language: Language) -> None:
    """Without anything in the graph every count is nought and every table empty."""
    contents, *others = _overview(_Given(), language)

    assert {0} == {number for _, number in contents.rows}
    assert all(answer.rows == () for answer in others)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_columns_of_a_table_differ(mini_store: EmbeddedStore, language: Language) -> None:
    """No two headings are the same, or a cell would be lost in JSON."""
    for answer in _overview(mini_store, language):
        assert len(set(answer.columns)) == len(answer.columns), answer.title


def test_bridges_without_a_share_are_not_shown(mini_store: EmbeddedStore) -> None:
    """In the mini world three partners touch both domains and none of them stands between the two."""
    bridges = _overview(mini_store)[3]

    assert ((), "0 of 0 partners with such a share") == (bridges.rows, bridges.denominator)


def test_the_five_strongest_bridges_are_ranked() -> None:
    """Six islands m-P-v-Q-s: each v is on one of the 36 pairs, and the sixth is only counted."""
    numbers = range(6)
    ties = [(f"{ID}{project}{n}", f"{ID}{who}{n}") for n in numbers for project, who in ("Pm", "Pv", "Qv", "Qs")]
    people = [_participant(f"m{n}", "medical") for n in numbers] + [_participant(f"s{n}", "social") for n in numbers]
    people += [_participant(f"v{n}", "government") for n in numbers]

    bridges = _overview(_Given(network_participations=list(ties), network_participants=people))[3]

    assert bridges.rows == tuple((rank, f"v{rank - 1} en", 1 / 36, 1, 1, 0) for rank in (1, 2, 3, 4, 5))
    assert bridges.denominator == "5 of 6 partners with such a share"
    assert bridges.evidence == ((),) * 5


def test_a_bridge_names_the_projects_that_join_both_domains() -> None:
    """Beside m-P-v-Q-s there is a project with all three sides; its name is the evidence of the bridge."""
    ties = [("P", "m"), ("P", "v"), ("Q", "v"), ("Q", "s"), ("R", "m"), ("R", "v"), ("R", "t")]
    people = [_participant("m", "medical"), _participant("s", "social"), _participant("t", "social")]
    store = _Given(
        network_participations=[(ID + project, ID + who) for project, who in ties],
        network_participants=[*people, _participant("v", "government")],
        project_names=[(ID + "R", "Samen", "Together")],
    )

    bridges = _overview(store)[3]

    # Of m-s and m-t only the first passes v, which has m on one side and s and t on the other.
    assert bridges.rows[0] == (1, "v en", 0.5, 1, 2, 1)
    assert bridges.evidence[0] == ("Together",)


def test_endings_show_what_goes_on_and_count_the_unknown() -> None:
    """Of four projects with secured money three lose a line; two of all have a line whose end nobody knows."""
    money = [
        _money("a", "grant", until="2026"),
        _money("a", "gift", until="2026"),
        _money("a", "loan", until="2030"),
        _money("a", "levy", structural="true"),
        _money("a", "hope"),
        _money("b", "grant", until="2026"),
        _money("b", "hope"),
        _money("c", "grant", until="2026"),
        _money("d", "levy", structural="true"),
    ]

    endings = _overview(_Given(funding_lines=[row for rows in money for row in rows]))[4]

    assert endings.rows == (
        ("a", "gift, grant", "2026", "levy, loan; end unknown: hope"),
        ("b", "grant", "2026", "end unknown: hope"),
        ("c", "grant", "2026", "nothing known"),
    )
    assert endings.evidence[0] == ("financing/a--gift", "financing/a--grant")
    assert endings.denominator == (
        "3 of 4 projects with secured money; of 2 projects some secured money has no known end"
    )
    assert endings.title == "Projects whose secured money ends within twelve months of 2026-01-01"


def test_examples_are_the_busiest_of_the_graph(mini_store: EmbeddedStore) -> None:
    """Zomerfit has five ties and Wijkwelzijn West three; two lines name the Kansenregeling."""
    expected = {"project": "zomerfit", "partner": "Wijkwelzijn West", "stream": "Kansenregeling"}

    assert expected == find_examples(mini_store, "nl")
    assert find_examples(mini_store, "en")["partner"] == "Neighbourhood Welfare West"


def test_of_equal_examples_the_first_is_given() -> None:
    """The choice does not depend on the order of the rows."""
    store = _Given(
        network_participations=[(ID + "q", ID + "y"), (ID + "p", ID + "x")],
        network_participants=[_participant("x", "social"), _participant("y", "social")],
        funding_lines=[*_money("p", "pot"), *_money("q", "dish"), *_money("q", None)],
    )

    assert {"project": "p", "partner": "x en", "stream": "dish"} == find_examples(store, "en")


def test_kinds_of_actor_are_no_example_of_a_partner() -> None:
    """A project whose only participant is a group gives a project to show, and no partner."""
    store = _Given(
        network_participations=[(ID + "p", ID + "x")],
        network_participants=[_participant("x", "social", "ActorGroup")],
    )

    assert {"project": "p"} == find_examples(store, "en")


def test_an_empty_graph_gives_no_examples() -> None:
    """Nothing is proposed that is not there."""
    assert find_examples(_Given(), "en") == {}
