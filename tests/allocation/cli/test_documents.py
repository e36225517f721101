"""The pages of docs/allocation keep up with the code."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from services.allocation.cli.main import main
from services.allocation.domain.importing import CANONICAL_COLUMNS, FIELDS
from services.allocation.domain.limits import MAX_CENTS, MAX_DECIMAL, MAX_PUPILS
from services.allocation.domain.policy import policy_from_document
from services.allocation.files.outputs import ALLOCATIONS, RECONCILIATION

DOCS = Path(__file__).parents[3] / "docs/allocation"
POLICY = (DOCS / "policy.md").read_text()


def test_every_key_and_choice_of_the_schema_is_described() -> None:
    schema = json.loads((DOCS / "policy.schema.json").read_text())
    names: set[str] = set()
    for part in (schema, *schema["$defs"].values()):
        for key, value in part.get("properties", {}).items():
            names.add(key)
            names |= {choice for choice in [*value.get("enum", []), value.get("const")] if isinstance(choice, str)}
    missing = sorted(name for name in names if not re.search(rf"(?<![\w]){re.escape(name)}(?![\w])", POLICY))
    assert missing == []


def test_every_json_block_of_the_page_is_valid() -> None:
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", POLICY, re.DOTALL)]
    assert len(blocks) == 3
    eligibility, derived, rule = blocks
    source: dict[str, Any] = {"source_id": "S", "distribution": "unlocked", "eligibility": eligibility, "rules": [rule]}
    policy_from_document({"name": "n", "fiscal_year": 2027, "sources": [source], **derived})


def test_the_columns_of_every_file_are_described() -> None:
    inputs = (DOCS / "input-folder.md").read_text()
    for kind, columns in CANONICAL_COLUMNS.items():
        assert f"`{kind}`" in inputs
        assert all(column in inputs for column in columns)
    # Every kind has a row that names its fields; a name that only one of several columns may have stands for it.
    importing = (DOCS / "importing.md").read_text()
    for kind, fields in FIELDS.items():
        row = next(line for line in importing.splitlines() if line.startswith(f"| `{kind}` |"))
        assert [name for name in fields if f"`{name}`" not in row] == []
    assert f"{MAX_DECIMAL:,}" in inputs
    assert f"{Decimal(MAX_CENTS) / 100:,}" in inputs
    assert f"{MAX_PUPILS:,}" in inputs
    results = (DOCS / "results.md").read_text()
    assert ",".join(ALLOCATIONS) in results
    assert ",".join(RECONCILIATION) in results


def test_the_command_of_the_page_runs(tmp_path: Path) -> None:
    page = (DOCS / "input-folder.md").read_text()
    command = next(line for line in page.splitlines() if line.startswith("ssfr allocate docs/"))
    arguments = command.replace("/tmp/result", str(tmp_path)).replace("docs/allocation", str(DOCS)).split()[1:]
    assert main(arguments) == 0
    assert (tmp_path / "result.json").is_file()
