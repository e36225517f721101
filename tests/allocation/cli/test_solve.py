"""``ssfr solve`` on the documented example."""

import json
from pathlib import Path

import pytest

from services.allocation.cli.main import main

WEIGHT = "weight:BASE:pupils:*:special_education"
SLOPE = 100_000
EXAMPLE = Path(__file__).parents[3] / "docs/allocation/example"


def solve(tmp_path: Path, asked: dict[str, object], *more: str) -> int:
    goals = tmp_path / "goals.json"
    goals.write_text(json.dumps(asked))
    policy = str(EXAMPLE / "policy.json")
    return main(["solve", str(EXAMPLE / "input"), "--policy", policy, "--goals", str(goals), *more])


def settings(capsys: pytest.CaptureFixture[str]) -> list[str]:
    folder = str(EXAMPLE / "input")
    assert main(["solve", folder, "--policy", str(EXAMPLE / "policy.json"), "--list-settings"]) == 0
    return [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()]


def test_a_policy_is_found_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert WEIGHT in settings(capsys)
    moves = [{"setting": WEIGHT, "minimum": "0", "maximum": "3", "step": "0.01"}]
    goals: list[dict[str, object]] = [
        {"kind": "equity_slope", "need_category": "special_education", "cents_per_ten_points": SLOPE},
        {"kind": "budget_fixed"},
    ]
    out = tmp_path / "found.json"
    assert solve(tmp_path, {"goals": goals, "moves": moves}, "--out", str(out)) == 0
    printed = capsys.readouterr().out
    assert "asked $1,000.00" in printed
    assert "every source sums to its amount" in printed
    assert main(["allocate", str(EXAMPLE / "input"), "--policy", str(out), "--out", str(tmp_path / "out")]) == 0


def test_a_conflict_says_what_can_be_had(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moves = [{"setting": WEIGHT, "minimum": "0", "maximum": "0.5", "step": "0.05"}]
    goals = [{"kind": "equity_slope", "need_category": "special_education", "cents_per_ten_points": 900_000}]
    assert solve(tmp_path, {"goals": goals, "moves": moves}) == 1
    assert "asked $9,000.00" in capsys.readouterr().out


def test_a_fault_of_the_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert solve(tmp_path, {"goals": [{"kind": "nonsense"}], "moves": []}) == 1
    said = capsys.readouterr().err
    assert "goals.json, column goals/0: " in said
    assert "solving.md" in said
