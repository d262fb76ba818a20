"""Errors and findings say what was found, what is allowed and what to do next."""

from __future__ import annotations

import pytest

from trendbreuk_graph import errors
from trendbreuk_graph.errors import (
    AmbiguousChoiceError,
    AmbiguousNameError,
    AssumptionError,
    BadDayError,
    BadHorizonError,
    DocumentError,
    EndBeforeStartError,
    EndpointError,
    Finding,
    FindingsError,
    FormatError,
    MissingPartError,
    OutputError,
    QueryError,
    StoreError,
    TrendbreukError,
    UnknownNameError,
)


def _classes() -> list[type[TrendbreukError]]:
    found = (value for value in vars(errors).values() if isinstance(value, type))
    return [value for value in found if issubclass(value, TrendbreukError)]


def test_a_finding_names_its_file_and_line() -> None:
    """The place of a finding is what editors jump to."""
    assert Finding("data/streams.yml", 12, "unknown-key").place == "data/streams.yml:12"


def test_a_finding_about_a_whole_file_has_no_line() -> None:
    """Line 0 stands for the whole file and is not shown."""
    assert Finding("data/streams.yml", 0, "empty-file").place == "data/streams.yml"


def test_findings_are_sorted_by_file_and_then_by_line_as_a_number() -> None:
    """An error with findings holds them in the order of the files and their lines, whatever order they came in."""
    last = Finding("data/streams.yml", 1, "a")
    ninth = Finding("data/organisations.yml", 9, "b")
    tenth = Finding("data/organisations.yml", 10, "a")

    assert [ninth, tenth, last] == FindingsError([last, tenth, ninth]).findings


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        pytest.param(
            FindingsError([Finding("a.yml", 1, "x"), Finding("a.yml", 2, "x")]), "findings", "2 findings", id="findings"
        ),
        pytest.param(
            DocumentError(path="plan.txt", source="", card="", words="", problem="no text in it"),
            "document",
            "plan.txt: cannot be read as a document (no text in it). Point --sources at a folder with the documents as text (UTF-8) or PDF.",
            id="document",
        ),
        pytest.param(
            DocumentError(path="documents", source="", card="", words=""),
            "document",
            "documents: cannot be read as a document (no such folder). Point --sources at a folder with the documents as text (UTF-8) or PDF.",
            id="no folder of documents",
        ),
        pytest.param(
            DocumentError(path="plan.txt", source="mini-plan", card="Zomerfit", words="Ketenaanpak Zomerfit"),
            "document",
            "plan.txt: the words 'Ketenaanpak Zomerfit', where card 'Zomerfit' of mini-plan starts, are not there (or "
            "not in this order). Compare the document with `starts_at` and `fields` in data/sources.yml.",
            id="card that is not there",
        ),
        pytest.param(
            MissingPartError("ontology", "Reinstall the package."),
            "missing-part",
            "ontology: not found. Reinstall the package.",
            id="missing part",
        ),
        pytest.param(
            StoreError("mini.ttl", "line 3"),
            "store",
            "mini.ttl: cannot be read as a graph in Turtle (line 3). Build it with `trendbreuk build -o FILE`.",
            id="store",
        ),
        pytest.param(QueryError("no closing brace"), "query", "The query cannot be run: no closing brace", id="query"),
        pytest.param(
            EndpointError("{endpoint}: said {number} words.", endpoint="http://localhost:1", number="3"),
            "endpoint",
            "http://localhost:1: said 3 words.",
            id="endpoint",
        ),
        pytest.param(
            UnknownNameError("Zimmer", []), "unknown-name", "Nothing in the graph is called 'Zimmer'.", id="unknown"
        ),
        pytest.param(
            UnknownNameError("Zomervit", ["Zomerfit", "Zomerfonds"]),
            "unknown-name",
            "Nothing in the graph is called 'Zomervit'. Nearest: Zomerfit; Zomerfonds.",
            id="unknown with nearest",
        ),
        pytest.param(
            AmbiguousNameError("zomer", [("zomerfit", "project", "Zomerfit"), ("zomerfonds", "stream", "Zomerfonds")]),
            "ambiguous-name",
            "'zomer' can be more than one thing. Choose: "
            "\n  trendbreuk show zomerfit  (Zomerfit)\n  trendbreuk show zomerfonds  (Zomerfonds)",
            id="ambiguous",
        ),
        pytest.param(
            AmbiguousChoiceError("spuk", [("spuk-gala", "SPUK GALA"), ("spuk-iza", "SPUK IZA")]),
            "ambiguous-choice",
            "'spuk' can be more than one thing. Type one of these: \n  spuk-gala  (SPUK GALA)\n  spuk-iza  (SPUK IZA)",
            id="ambiguous choice",
        ),
        pytest.param(
            BadDayError("2026-02-30"),
            "bad-day",
            "'2026-02-30' is no day that exists. Type year-month-day, such as 2026-11-22; for an end also a month (2026-11) or a year "
            "(2026).",
            id="day",
        ),
        pytest.param(
            BadHorizonError("-1m"),
            "bad-horizon",
            "'-1m' is no horizon. Type a number of nought or more with d (days), m (months) or y (years), such as 90d, 12m or 1y.",
            id="horizon",
        ),
        pytest.param(
            EndBeforeStartError("spuk-gala", "2020-12-31", "2023"),
            "end-before-start",
            "spuk-gala begins in 2023, so it cannot end on 2020-12-31. Choose a later day, or leave it out with --without.",
            id="end before start",
        ),
        pytest.param(AssumptionError("zonmw", "type a day."), "assumption", "'zonmw': type a day.", id="assumption"),
        pytest.param(FormatError("a.pdf", "no."), "format", "'a.pdf': no.", id="format"),
        pytest.param(
            OutputError("out.ttl", "No space left on device"),
            "output",
            "out.ttl: cannot be written (No space left on device). Nothing was changed.",
            id="output",
        ),
    ],
)
def test_an_error_says_what_is_wrong_and_what_to_do(error: TrendbreukError, code: str, message: str) -> None:
    """Each error has its code, and its message is its template with the values filled in."""
    assert code == error.code
    assert message == str(error)
    assert message == error.template.format(**error.values)


def test_an_error_keeps_the_offending_values() -> None:
    """What was asked for can be read from the error without taking its message apart."""
    error = UnknownNameError("Zomervit", ("Zomerfit",))

    assert ("Zomervit", ["Zomerfit"]) == (error.name, error.nearest)


def test_a_value_with_braces_stays_as_it_is() -> None:
    """Braces in what a user typed are no placeholders."""
    assert str(UnknownNameError("{name!r}", [])) == "Nothing in the graph is called '{name!r}'."


def test_every_error_has_a_code_of_its_own() -> None:
    """No two causes share a code, and every error is public."""
    classes = _classes()

    assert len(classes) == len({error.code for error in classes})
    assert {error.__name__ for error in classes} == set(errors.__all__) - {"Finding"}
