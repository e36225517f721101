"""``ssfr project`` on the documented example."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from services.allocation.cli.main import main

EXAMPLE = Path(__file__).parents[3] / "docs/allocation/example"
FOLDER, POLICY = str(EXAMPLE / "input"), str(EXAMPLE / "policy.json")


def test_each_year_has_a_line_and_grows_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["project", FOLDER, "--policy", POLICY, "--years", "3", "--revenue-growth", "2"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert [line.split(":")[0] for line in lines] == ["2027", "2028", "2029"]
    assert "to schools" in lines[0]


def test_every_school_and_year_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["project", FOLDER, "--policy", POLICY, "--years", "2", "--csv", "--pupil-growth", "*=1"]
    assert main(arguments) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    schools = {row["school_id"] for row in rows}
    assert len(rows) == 2 * len(schools)
    assert all(Decimal(row["amount"]) >= 0 for row in rows)


def test_a_year_that_cannot_be_paid_ends_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(Path(POLICY).read_text())
    path = tmp_path / "policy.json"
    path.write_text(json.dumps(document))
    arguments = ["project", FOLDER, "--policy", str(path), "--years", "6", "--pupil-growth", "60"]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert "cannot be calculated" in said.err
    assert said.out.startswith("2027: ")


def test_a_growth_that_is_no_percentage_is_refused() -> None:
    for wrong in ("abc", "LCFF=1.234", "2000"):
        with pytest.raises(SystemExit):
            main(["project", FOLDER, "--policy", POLICY, "--revenue-growth", wrong])
