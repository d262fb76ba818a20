"""Tables as plain text fit their width, name their sources once, and cannot act."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.answers import Answer
from trendbreuk_graph.cli.text_page import show_plain, write_page


def _answer(*rows: tuple[str | int | None, ...], evidence: tuple[tuple[str, ...], ...] = ()) -> Answer:
    return Answer(
        title="Money",
        columns=("project", "number", "empty", "why"),
        rows=rows,
        reading="How to read it.",
        denominator="2 of 3.",
        evidence=evidence,
        numeric=frozenset({1}),
    )


def test_a_table_is_laid_out_in_columns() -> None:
    """Numbers stand right, empty columns are left out, long cells go on below."""
    page = write_page([_answer(("Plein", 5, "", "a word and another"), ("Ommetje", 10, None, "short"))], "en", 40)

    assert page == (
        "\nMoney\n"
        "project   number   why\n"
        "───────────────────────────────────────\n"
        "Plein          5   a word and another\n"
        "Ommetje       10   short\n"
        "2 of 3.\n"
        "How to read it.\n"
    ).replace("─" * 39, "─" * 37)


def test_a_place_keeps_its_number_on_the_whole_page() -> None:
    """It is listed below the table that names it first."""
    first = _answer(("Plein", 1, "", ""), evidence=(("one", "two"),))
    second = _answer(("Ommetje", 2, "", ""), evidence=(("two", "three"),))

    page = write_page([first, second], "en", 60)

    assert ["   1 one", "   2 two", "   3 three"] == [line for line in page.splitlines() if line.startswith("   ")]
    assert "1, 2" in page
    assert "2, 3" in page


def test_a_table_without_rows_says_so() -> None:
    """In both languages."""
    assert "(nothing)" in write_page([_answer()], "en", 60)
    assert "(niets)" in write_page([_answer()], "nl", 60)


def test_styles_are_codes_that_can_be_taken_out() -> None:
    """The title is bold; without styles there are no codes at all."""
    assert "\x1b[1mMoney\x1b[0m" in write_page([_answer()], "en", 60, styled=True)
    assert "\x1b" not in write_page([_answer()], "en", 60)


def test_control_signs_are_shown_as_a_sign() -> None:
    """What a terminal would obey, it only shows; accents and fixed spaces stay."""
    assert "\ufffd[31mrood" == show_plain("\x1b[31mrood")
    assert "één\u00a0twee" == show_plain("één\u00a0twee")
    assert "" == show_plain(None)


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80)


@given(
    rows=st.lists(st.tuples(_CELLS, st.integers(0, 10**6), _CELLS, _CELLS), min_size=1, max_size=5),
    width=st.integers(40, 160),
)
@settings(derandomize=True, deadline=None)
def test_no_line_is_wider_than_the_page(rows: list[tuple[str, int, str, str]], width: int) -> None:
    """Whatever the cells hold; and every row of one word keeps its word."""
    page = write_page([_answer(*rows)], "en", width)

    assert max(len(line) for line in page.splitlines()) <= width
    assert all(str(number) in page for _, number, _, _ in rows)
