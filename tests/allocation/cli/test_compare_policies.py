"""``ssfr compare-policies`` on the documented example."""

import json
from pathlib import Path

import pytest

from services.allocation.cli.main import main

EXAMPLE = Path(__file__).parents[3] / "docs/allocation/example"


def changed(tmp_path: Path) -> Path:
    document = json.loads((EXAMPLE / "policy.json").read_text())
    for source in document["sources"]:
        for rule in source.get("rules", []):
            for cell in rule.get("weights", []):
                if cell["need_category"] != "all":
                    cell["weight"] = "0.21"
    path = tmp_path / "after.json"
    path.write_text(json.dumps(document))
    return path


def test_differences_are_said_with_the_schools_that_gain_and_lose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = str(EXAMPLE / "policy.json"), str(changed(tmp_path))
    assert main(["compare-policies", before, after, "--input", str(EXAMPLE / "input")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "→ 0.21 (" in lines[0]
    assert "schools gain" in lines[0]
    assert lines[-1].startswith("All together: ")
    assert main(["compare-policies", before, after, "--language", "es"]) == 0
    assert "ponderación" in capsys.readouterr().out


def test_as_json_and_equal_policies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = str(EXAMPLE / "policy.json"), str(changed(tmp_path))
    assert main(["compare-policies", before, after, "--json", "--input", str(EXAMPLE / "input")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["changes"][0]["after"] == "0.21"
    assert found["together"]["gaining"] + found["together"]["losing"] > 0
    assert main(["compare-policies", before, before]) == 0
    assert capsys.readouterr().out == "The policies are the same.\n"
    assert main(["compare-policies", before, str(tmp_path / "nothing.json")]) == 2


def test_where_the_money_does_not_suffice_the_differences_are_said_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads((EXAMPLE / "policy.json").read_text())
    document["adjustments"][0]["per_pupil"] = [{"level": "*", "amount_cents": 9_000_000_00}]
    after = tmp_path / "after.json"
    after.write_text(json.dumps(document))
    before = str(EXAMPLE / "policy.json")
    assert main(["compare-policies", before, str(after), "--input", str(EXAMPLE / "input")]) == 1
    said = capsys.readouterr()
    assert "$9,000,000.00" in said.out
    assert "payer_cannot_pay" in said.err
