"""``ssfr library``: listed, shown and applied to the documented example."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from services.allocation.cli.main import main

EXAMPLE = Path(__file__).parents[3] / "docs/allocation/example"
APPLY = ["library", "apply", "boston-2016", str(EXAMPLE / "input"), "--policy", str(EXAMPLE / "policy.json")]


def test_formulas_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "list"]) == 0
    assert "Boston, Massachusetts, 2016: Weighted Student Funding" in capsys.readouterr().out
    assert main(["library", "show", "boston-2016"]) == 0
    assert json.loads(capsys.readouterr().out)["prefix"] == "boston"
    assert main(["library", "list", "--language", "es"]) == 0
    assert "Hawái, 2018: Fórmula ponderada por estudiante" in capsys.readouterr().out
    assert main(["library", "show", "hawaii-2018", "--language", "es"]) == 0
    assert json.loads(capsys.readouterr().out)["parts"][2]["label"] == "Pobreza"
    assert main(["library", "show", "nowhere"]) == 2
    assert "ssfr library list" in capsys.readouterr().err


def test_a_formula_is_applied_changed_and_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written, words, policy = tmp_path / "schools.csv", tmp_path / "words.json", tmp_path / "policy.json"
    more = ["--out", str(written), "--write-words", str(words), "--save-policy", str(policy)]
    assert main([*APPLY, *more]) == 0
    printed = capsys.readouterr().out
    assert "Floors are left out on both sides." in printed
    assert "Nobody is counted for" in printed
    rows = list(csv.DictReader(written.read_text().splitlines()))
    assert sum(round(float(row["change"]) * 100) for row in rows) == 0
    assert any(row["change"].startswith("-") for row in rows)

    # The written policy is one that ssfr allocate takes, and its figures are those compared. Its floors stay: here
    # the reserve cannot pay them under this formula, which the engine would say.
    document = json.loads(policy.read_text())
    assert document["adjustments"]
    policy.write_text(json.dumps(document | {"adjustments": []}))
    assert main(["allocate", str(EXAMPLE / "input"), "--policy", str(policy), "--out", str(tmp_path / "out")]) == 0
    result = json.loads((tmp_path / "out" / "result.json").read_text())
    borrowed = [c for c in result["components"] if c["component_id"].endswith("/boston-2016")]
    sums = [sum(cells) for cells in zip(*(c["amounts_cents"] for c in borrowed), strict=True)]
    assert [f"{cents // 100}.{cents % 100:02d}" for cents in sums] == [row["theirs"] for row in rows]

    capsys.readouterr()
    assert main([*APPLY, "--words", str(words), "--dollars", "theirs"]) == 0
    mapping = json.loads(words.read_text())
    mapping["levels"] = mapping["levels"][:1]
    words.write_text(json.dumps(mapping))
    assert main([*APPLY, "--words", str(words)]) == 1
    assert "level_not_mapped" in capsys.readouterr().err


def test_a_name_is_never_a_formula_of_the_spreadsheet(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE / "input", tmp_path / "input"))
    schools = folder / "schools.csv"
    schools.write_text(schools.read_text().replace("Alder Elementary", "=1+1"))
    out = tmp_path / "out.csv"
    apply = ["library", "apply", "boston-2016", str(folder), "--policy", str(EXAMPLE / "policy.json")]
    assert main([*apply, "--out", str(out)]) == 0
    assert out.read_text().splitlines()[1].startswith("101,'=1+1,")
