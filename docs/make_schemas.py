"""Writes the JSON Schema of each kind of record to ``docs/schemas/``, for editors that complete and check YAML."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, create_model

from trendbreuk_graph import records
from trendbreuk_graph.files import write_file

__all__ = ["FILES", "SCHEMAS", "make_schema"]

#: The folder of the schemas, which are never edited by hand.
SCHEMAS = Path(__file__).parent / "schemas"

#: Name of a schema → the model of the whole file: a record, or a list of records under a key.
FILES: dict[str, type[BaseModel]] = {
    "project": records.Project,
    "vocabulary": records.Scheme,
    "organisations": create_model("Organisations", organisations=(list[records.Organisation], ...)),
    "streams": create_model("Streams", streams=(list[records.Stream], ...)),
    "contradictions": create_model("Contradictions", contradictions=(list[records.Contradiction], ...)),
    "decisions": create_model("Decisions", decisions=(list[records.Decision], ...)),
    "not-claims": create_model("NotClaims", not_claims=(list[records.NotClaim], ...)),
    "sources": create_model("Sources", sources=(list[records.SourceDocument], ...), money_words=(list[str], [])),
}


def make_schema(name: str) -> str:
    """The JSON Schema of one kind of file, as text."""
    schema = FILES[name].model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    for schema_name in FILES:
        write_file(SCHEMAS / f"{schema_name}.json", make_schema(schema_name))
