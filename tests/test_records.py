"""The models refuse what no record may hold, and lose nothing of what it holds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from trendbreuk_graph import records
from trendbreuk_graph.records import (
    Contradiction,
    DomainConnection,
    Financing,
    FinancingStatus,
    MoneyWords,
    NotClaim,
    Observation,
    Organisation,
    OrganisationKind,
    Project,
    ProjectStatus,
    RelationKind,
    Role,
    Scheme,
    SourceDocument,
    Stream,
    Text,
)
from trendbreuk_graph.yaml_reader import Parsed, read_yaml

_EVIDENCE: list[dict[str, str]] = [{"source": "mini-plan", "field": "Geld", "anchor": "gedekt"}]
_LABEL = {"nl": "Zomerfit", "en": "Summer fit"}


def _with(base: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A copy with other values; None takes a key away, and `from_` stands for the key that Python reserves."""
    changed = base | {key.rstrip("_"): value for key, value in changes.items()}
    return {key: value for key, value in changed.items() if value is not None}


def _financing(**changes: Any) -> dict[str, Any]:
    return _with({"stream": "zomerfonds", "status": "secured", "evidence": _EVIDENCE}, **changes)


def _stream(**changes: Any) -> dict[str, Any]:
    return _with({"id": "zomerfonds", "label": _LABEL, "evidence": _EVIDENCE}, **changes)


def _organisation(**changes: Any) -> dict[str, Any]:
    base = {"id": "ggd", "kind": "organisation", "label": _LABEL, "domains": ["medical"], "domain_reason": _LABEL}
    return _with(base, **changes)


def _project(**changes: Any) -> dict[str, Any]:
    base = {
        "id": "zomerfit",
        "kind": "project",
        "label": _LABEL,
        "summary": _LABEL,
        "status": "active",
        "themes": ["gezonde-jeugd"],
        "evidence": _EVIDENCE,
    }
    return _with(base, **changes)


def _source(**changes: Any) -> dict[str, Any]:
    base = {
        "id": "mini-plan",
        "title": _LABEL,
        "publisher": "ggd",
        "issued": "2024",
        "period": "2024/2026",
        "recognised_by": "Plan",
        "lead_field": "Beschrijving",
        "fields": [{"name": "Geld", "heading": "Geld:", "holds": "money"}],
        "cards": [{"card": "Zomerfit", "starts_at": "Zomerfit"}],
    }
    return _with(base, **changes)


def _errors(model: type[BaseModel], value: object) -> list[tuple[str, str]]:
    """Where and of which type the mistakes are."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return [(".".join(map(str, error["loc"])), error["type"]) for error in caught.value.errors()]


def test_what_the_documents_are_silent_about_is_left_empty() -> None:
    """A key that is left out is None or empty, never false."""
    line = Financing.model_validate(_financing())
    project = Project.model_validate(_project())

    assert (None, None, None, None) == (line.structural, line.from_, line.until, line.amount)
    assert ((), (), ()) == (project.life_phase, project.financing, project.participants)
    assert project.evidence[0].card is None


def test_a_record_cannot_be_changed() -> None:
    """Records are frozen: nothing after loading alters what was read."""
    text = Text(nl="a", en="b")

    with pytest.raises(ValidationError, match="frozen"):
        text.nl = "c"


@pytest.mark.parametrize(
    ("model", "value", "errors"),
    [
        pytest.param(Text, {"nl": "a", "en": "b", "de": "c"}, [("de", "extra_forbidden")], id="other language"),
        pytest.param(Text, {"nl": "a"}, [("en", "missing")], id="language missing"),
        pytest.param(Text, {"nl": "", "en": "b"}, [("nl", "string_too_short")], id="empty text"),
        pytest.param(Text, {"nl": " a", "en": "b"}, [("nl", "string_pattern_mismatch")], id="space before"),
        pytest.param(Text, {"nl": "a", "en": "b\n"}, [("en", "string_pattern_mismatch")], id="line break after"),
        pytest.param(Text, {"nl": "a\nb", "en": "b"}, [("nl", "string_pattern_mismatch")], id="two lines"),
        pytest.param(Text, {"nl": "a", "en": 5}, [("en", "string_type")], id="number as text"),
        pytest.param(Text, {"nl": "a", "en": None}, [("en", "string_type")], id="null as text"),
        pytest.param(Financing, _financing(stream="Zomerfonds"), [("stream", "string_pattern_mismatch")], id="capital"),
        pytest.param(Financing, _financing(stream="zomer--fonds"), [("stream", "string_pattern_mismatch")], id="dashes"),
        pytest.param(Financing, _financing(stream="zomer_fonds"), [("stream", "string_pattern_mismatch")], id="low line"),
        pytest.param(Financing, _financing(stream="fonds\n"), [("stream", "string_pattern_mismatch")], id="id and break"),
        pytest.param(Financing, _financing(stream="../fonds"), [("stream", "string_pattern_mismatch")], id="id as path"),
        pytest.param(Financing, _financing(status="maybe"), [("status", "literal_error")], id="status"),
        pytest.param(Financing, _financing(evidence=[]), [("evidence", "too_short")], id="no evidence"),
        pytest.param(Financing, _financing(evidence=None), [("evidence", "missing")], id="evidence missing"),
        pytest.param(Financing, _financing(structural="yes"), [("structural", "bool_type")], id="yes"),
        pytest.param(Financing, _financing(structural="no"), [("structural", "bool_type")], id="no"),
        pytest.param(Financing, _financing(structural=1), [("structural", "bool_type")], id="one"),
        pytest.param(Financing, _financing(amount=0), [("amount", "greater_than")], id="amount of nothing"),
        pytest.param(Financing, _financing(amount=-5), [("amount", "greater_than")], id="amount below nothing"),
        pytest.param(Financing, _financing(amount="€ 5"), [("amount", "decimal_parsing")], id="currency"),
        pytest.param(Financing, _financing(amount="5,5"), [("amount", "decimal_parsing")], id="comma"),
        pytest.param(Financing, _financing(amount="inf"), [("amount", "finite_number")], id="infinite"),
        pytest.param(Financing, _financing(amount=True), [("amount", "decimal_type")], id="true as amount"),
        pytest.param(Financing, _financing(amount="1e999999"), [("amount", "decimal_max_digits")], id="bomb of digits"),
        pytest.param(Financing, _financing(until="2026-13"), [("until", "value_error")], id="month 13"),
        pytest.param(Financing, _financing(until="2026-02-30"), [("until", "value_error")], id="30 February"),
        pytest.param(Financing, _financing(from_="2026/2025"), [("from", "value_error")], id="period backwards"),
        pytest.param(Financing, _financing(until=2026), [("until", "string_type")], id="year as number"),
        pytest.param(Financing, _financing(from_="2026", until="2025"), [("", "rule")], id="line ends before start"),
        pytest.param(Financing, _financing(stream=None), [("", "rule")], id="no stream and no gap"),
        pytest.param(Financing, {**_financing(), "from_": "2026"}, [("from_", "extra_forbidden")], id="from_"),
        pytest.param(Stream, _stream(from_="2026-05", until="2026-04"), [("", "rule")], id="stream ends before start"),
        pytest.param(Stream, _stream(evidence=[]), [("evidence", "too_short")], id="stream without evidence"),
        pytest.param(Organisation, _organisation(kind="unit"), [("", "rule")], id="unit without parent"),
        pytest.param(Organisation, _organisation(unit_of="ggd"), [("", "rule")], id="parent without unit"),
        pytest.param(Organisation, _organisation(domains=[]), [("", "rule")], id="no domain"),
        pytest.param(Organisation, _organisation(kind="firm"), [("kind", "literal_error")], id="kind"),
        pytest.param(Project, _project(themes=[]), [("themes", "too_short")], id="no theme"),
        pytest.param(Project, _project(themes="gezonde-jeugd"), [("themes", "tuple_type")], id="theme without list"),
        pytest.param(Project, _project(label="Zomerfit"), [("label", "model_type")], id="label without languages"),
        pytest.param(Project, None, [("", "model_type")], id="nothing"),
        pytest.param(
            DomainConnection, {"domains": ["medical"], "evidence": _EVIDENCE}, [("domains", "too_short")], id="one domain"
        ),
        pytest.param(
            Contradiction,
            {"id": "a", "about": "b", "subject": _LABEL, "statements": [{"says": _LABEL, "evidence": _EVIDENCE}]},
            [("statements", "too_short")],
            id="one statement",
        ),
        pytest.param(NotClaim, {**_EVIDENCE[0], "reason": _LABEL}, [("card", "missing")], id="no card"),
        pytest.param(
            Scheme, {"id": "a", "label": _LABEL, "definition": _LABEL, "concepts": []}, [("concepts", "too_short")],
            id="no concepts",
        ),
        pytest.param(SourceDocument, _source(cards=[]), [("cards", "too_short")], id="no cards"),
        pytest.param(SourceDocument, _source(issued="voorjaar"), [("issued", "value_error")], id="season"),
        pytest.param(SourceDocument, _source(furniture=["(a"]), [("furniture.0", "rule")], id="broken expression"),
        pytest.param(SourceDocument, _source(furniture=["a)|(b"]), [("furniture.0", "rule")], id="half expressions"),
        *(
            pytest.param(SourceDocument, _source(url=url), [("url", "rule")], id=f"address {url}")
            for url in ("www.ggd.nl", "javascript:alert(1)", "https://x.nl/a b", "https://x.nl/{a}", "https://x.nl/%a")
        ),
        pytest.param(MoneyWords, {"money_words": ["(?i)geld"]}, [("money_words.0", "rule")], id="flag"),
        pytest.param(MoneyWords, {"money_words": ["a{99999999999}"]}, [("money_words.0", "rule")], id="many repeats"),
        pytest.param(
            MoneyWords, {"money_words": ["(" * 4000 + ")" * 4000]}, [("money_words.0", "rule")], id="deep groups"
        ),
        pytest.param(MoneyWords, {"money_words": "geld"}, [("money_words", "tuple_type")], id="word without list"),
        pytest.param(
            Project,
            _project(status="done", themes=[], participants=[{"who": "a", "role": "boss", "evidence": []}]),
            [
                ("status", "literal_error"),
                ("themes", "too_short"),
                ("participants.0.evidence", "too_short"),
                ("participants.0.role", "literal_error"),
            ],
            id="several at once",
        ),
    ],
)  # fmt: skip
def test_what_no_record_may_hold_is_refused(
    model: type[BaseModel], value: object, errors: list[tuple[str, str]]
) -> None:
    """Each mistake is found at its place, and all of them at once."""
    assert errors == _errors(model, value)


@pytest.mark.parametrize(
    ("value", "allowed", "found"),
    [
        (_financing(from_="2026", until="2025?"), "an end that does not lie before its start", "from 2026 until 2025?"),
        (_financing(stream=None, status="possible"), "a stream, or status gap", "status possible"),
    ],
)
def test_a_broken_rule_says_what_was_found(value: dict[str, Any], allowed: str, found: str) -> None:
    """A rule about several keys names their values and what would be right."""
    with pytest.raises(ValidationError) as caught:
        Financing.model_validate(value)

    assert [{"allowed": allowed, "found": found}] == [error["ctx"] for error in caught.value.errors()]
    assert [allowed] == [error["msg"] for error in caught.value.errors()]


@pytest.mark.parametrize(
    ("kind", "unit_of", "found"),
    [("unit", None, "kind unit, unit_of -"), ("group", "ggd", "kind group, unit_of ggd")],
)
def test_a_unit_and_its_parent_belong_together(kind: str, unit_of: str | None, found: str) -> None:
    """A unit has a parent, and nothing else has."""
    with pytest.raises(ValidationError) as caught:
        Organisation.model_validate(_organisation(kind=kind, unit_of=unit_of))

    assert {"allowed": "unit_of with kind unit, and only there", "found": found} == caught.value.errors()[0]["ctx"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026", "2026"),
        ("2026-06", "2026"),
        ("2026", "2026-01-01"),
        ("2023/2026", "2024"),
        ("2026", "2023/.."),
        ("2026", None),
        (None, "2026"),
    ],
)
def test_an_end_that_may_follow_its_start_is_kept(start: str | None, end: str | None) -> None:
    """Only an end that cannot but lie before the start is refused, for lines and streams alike."""
    line = Financing.model_validate(_financing(from_=start, until=end))
    stream = Stream.model_validate(_stream(from_=start, until=end))

    assert [(start, end)] * 2 == [(line.from_, line.until), (stream.from_, stream.until)]


@pytest.mark.parametrize(
    "label",
    [
        "<script>alert('x')</script>",
        "<b>vet</b> & zo",
        "[red]rood[/red]",
        '=HYPERLINK("x")',
        "{{ 7 * 7 }}",
        "naam: met # en - en 'quote'",
        "${HOME} %s \\n",
        "é ü ﬁ 漢 🙂",
        "*",
        "a\u00a0b",
    ],
    ids=ascii,
)
def test_a_label_with_any_sign_stays_text(label: str) -> None:
    """Markup is kept as it stands; escaping is for whoever shows it."""
    assert label == Text(nl=label, en=label).nl


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\t", "\x0b", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ufffe", "\uffff"],
    ids=ascii,
)
def test_a_control_character_in_a_label_is_refused(sign: str) -> None:
    """What no XML file and no terminal can bear does not come in."""
    assert [("nl", "rule")] == _errors(Text, {"nl": f"a{sign}b", "en": "b"})


def test_one_id_may_stand_without_a_list() -> None:
    """Where mostly one id stands, it need not be written as a list."""
    assert Project.model_validate(_project(life_phase="jeugd")).life_phase == ("jeugd",)
    assert Stream.model_validate(_stream(successor_of="oude-pot")).successor_of == ("oude-pot",)


@pytest.mark.parametrize("written", [5000, "5000", Decimal(5000)], ids=repr)
def test_a_number_is_exact(written: object) -> None:
    """Amounts are decimal numbers, whether they came as a number or as text."""
    assert Financing.model_validate(_financing(amount=written)).amount == Decimal(5000)
    assert Observation.model_validate({"measures": _LABEL, "value": "0.10", "evidence": _EVIDENCE}).value == Decimal(
        "0.10"
    )


@pytest.mark.parametrize("expression", ["gedekt", r"\bgeld\b", r"^Pagina \d+$", "a|b", "(?i:geld)", r"€\s?\d"])
def test_an_expression_is_kept_as_it_stands(expression: str) -> None:
    """Whatever can follow another expression is one."""
    assert (expression,) == MoneyWords.model_validate({"money_words": [expression]}).money_words


def test_every_model_is_public() -> None:
    """What others import from the module is listed."""
    models = {
        name
        for name, value in vars(records).items()
        if isinstance(value, type) and value.__module__ == records.__name__
    }

    assert models - {"Claim", "Record"} <= set(records.__all__)


# Strategies for whole records. Keys that may be left out are drawn as None, which the models take for left out.

_IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
_LINES = (
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), min_size=1)
    .map(str.strip)
    .filter(bool)
)
_ODD_LINES = st.sampled_from(
    ["no", "true", "null", "~", "010", "1e3", "2024-01-01", "1:30", "- a", "a: b", "# x", "&a", "!b"]
)
_WORDS = _LINES | _ODD_LINES
_TEXTS = st.fixed_dictionaries({"nl": _WORDS, "en": _WORDS})
_DATES = st.sampled_from(["2024", "2026?", "2024-09", "2024-02-29~", "2023/2026", "2023/.."])
_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2)
_PIECES = st.fixed_dictionaries({"source": _IDS, "card": st.none() | _WORDS, "field": _WORDS, "anchor": _WORDS})


def _some(strategy: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, min_size=least, max_size=least + 1)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _one_of(closed: Any) -> st.SearchStrategy[str]:
    """A value of a closed list."""
    return st.sampled_from(TypeAdapter(closed).json_schema()["enum"])


def _claims(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({**keys, "evidence": _some(_PIECES, 1), "note": _maybe(_TEXTS)})


_PERIODS = st.sampled_from([(None, None), ("2024", None), (None, "2026?"), ("2024-09", "2024"), ("2023", "2023/..")])
_FINANCING = st.builds(
    lambda line, period: line | {"from": period[0], "until": period[1]},
    _claims(
        stream=_IDS,
        status=_one_of(FinancingStatus),
        structural=_maybe(st.booleans()),
        until_wording=_maybe(_WORDS),
        covers=_maybe(_TEXTS),
        amount=_maybe(_NUMBERS.filter(lambda number: number > 0)),
        amount_per=_maybe(_TEXTS),
    ),
    _PERIODS,
)
_GAPS = _claims(status=st.just("gap"), amount=_maybe(st.integers(1, 10**9)))
_FIGURES = {"measures": _TEXTS, "value": _maybe(_NUMBERS), "unit": _maybe(_TEXTS)}
_PROJECTS = st.fixed_dictionaries(
    {
        "id": _IDS,
        "kind": st.sampled_from(["project", "programme"]),
        "label": _TEXTS,
        "also_known_as": _some(_WORDS),
        "summary": _TEXTS,
        "status": _one_of(ProjectStatus),
        "life_phase": _some(_IDS) | _IDS,
        "themes": _some(_IDS, 1),
        "runs_in": _some(_claims(place=_IDS)),
        "connects_domains": _some(_claims(domains=_some(_IDS, 2))),
        "owner_undetermined": _some(_PIECES),
        "participants": _some(_claims(who=_IDS, role=_one_of(Role))),
        "financing": _some(_FINANCING | _GAPS),
        "relations": _some(_claims(project=_IDS, kind=_one_of(RelationKind))),
        "observations": _some(_claims(**_FIGURES, year=_maybe(_DATES))),
        "targets": _some(_claims(**_FIGURES, due_by=_maybe(_DATES))),
        "notes": _maybe(_TEXTS),
        "evidence": _some(_PIECES, 1),
    }
)
_STREAMS = st.builds(
    lambda stream, period: stream | {"from": period[0], "until": period[1]},
    st.fixed_dictionaries(
        {
            "id": _IDS,
            "label": _TEXTS,
            "also_known_as": _some(_WORDS),
            "provider": _maybe(_IDS),
            "structural": _maybe(st.booleans()),
            "until_wording": _maybe(_WORDS),
            "successor_of": _some(_IDS),
            "note": _maybe(_TEXTS),
            "evidence": _some(_PIECES, 1),
        }
    ),
    _PERIODS,
)
_ORGANISATIONS = st.builds(
    lambda organisation, parent: organisation | {"unit_of": parent if organisation["kind"] == "unit" else None},
    st.fixed_dictionaries(
        {
            "id": _IDS,
            "kind": _one_of(OrganisationKind),
            "label": _TEXTS,
            "also_known_as": _some(_WORDS),
            "domains": _some(_IDS, 1),
            "domain_reason": _TEXTS,
            "subregion": _maybe(_IDS),
            "members": _some(_claims(who=_IDS)),
            "represents": _maybe(_IDS),
            "note": _maybe(_TEXTS),
            "evidence": _some(_PIECES),
        }
    ),
    _IDS,
)


class _Quoting(yaml.SafeDumper):
    """Puts quotes around all text, for PyYAML leaves off those that only YAML 1.2 needs, as around 1e3."""


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def _through_yaml(record: BaseModel, path: Path, *, wide: bool) -> BaseModel:
    """A record written to a file and read back."""
    dumped = record.model_dump(mode="json", by_alias=True)
    path.write_text(yaml.dump(dumped, Dumper=_Quoting, sort_keys=False, allow_unicode=wide), encoding="utf-8")
    parsed = read_yaml(path, path.name)
    assert isinstance(parsed, Parsed), parsed
    return type(record).model_validate(parsed.value)


@pytest.mark.parametrize(
    ("model", "strategy"),
    [(Project, _PROJECTS), (Stream, _STREAMS), (Organisation, _ORGANISATIONS)],
    ids=lambda value: getattr(value, "__name__", ""),
)
@given(data=st.data(), wide=st.booleans())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_a_record_survives_its_file(
    tmp_path: Path, model: type[BaseModel], strategy: st.SearchStrategy[Any], data: st.DataObject, *, wide: bool
) -> None:
    """Written as YAML and read again, a record equals what it was, down to the last sign."""
    record = model.model_validate(data.draw(strategy))

    assert record == _through_yaml(record, tmp_path / "record.yml", wide=wide)


def test_a_dump_names_the_keys_as_people_write_them() -> None:
    """The reserved word `from` is the key in the file."""
    dumped = Financing.model_validate(_financing(from_="2024")).model_dump(mode="json", by_alias=True)

    assert dumped["from"] == "2024"
    assert "from_" not in dumped


def test_a_unit_may_leave_its_domain_to_its_parent() -> None:
    """Only a unit stands without a domain of its own."""
    text = {"nl": "Zaal", "en": "Hall"}
    unit = Organisation.model_validate({"id": "zaal", "kind": "unit", "label": text, "unit_of": "huis"})

    assert () == unit.domains
    with pytest.raises(ValidationError, match="only a unit may leave it to its parent"):
        Organisation.model_validate({"id": "zaal", "kind": "organisation", "label": text})


def test_a_domain_needs_a_reason() -> None:
    """A reader must be able to see why a body stands in a domain."""
    text = {"nl": "Huis", "en": "House"}
    with pytest.raises(ValidationError, match="a reason with a domain"):
        Organisation.model_validate({"id": "huis", "kind": "organisation", "label": text, "domains": ["medical"]})
