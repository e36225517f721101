"""``ssfr hold-harmless`` and ``ssfr central-services`` on the documented example."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.allocation.cli.main import main

EXAMPLE = Path(__file__).parents[3] / "docs/allocation/example"
FOLDER = str(EXAMPLE / "input")
POLICY: dict[str, Any] = json.loads((EXAMPLE / "policy.json").read_text(encoding="utf-8"))


def written(tmp_path: Path, policy: dict[str, Any]) -> str:
    path = tmp_path / "policy.json"
    path.write_text(json.dumps(policy), encoding="utf-8")
    return str(path)


def promises(capsys: pytest.CaptureFixture[str], policy: str, code: int = 0) -> list[dict[str, Any]]:
    assert main(["hold-harmless", FOLDER, "--policy", policy, "--json"]) == code
    years: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return years


def test_each_year_says_who_is_lifted_for_how_much_and_who_pays(capsys: pytest.CaptureFixture[str]) -> None:
    policy = str(EXAMPLE / "policy.json")
    assert main(["hold-harmless", FOLDER, "--policy", policy]) == 0
    printed = capsys.readouterr().out
    assert "2027: Hold harmless 95 %: 1 school lifted for $52,724.82, paid by 7 schools above their floor." in printed
    assert "  lifted: Cedar Elementary (103)" in printed
    assert "2029: Hold harmless 0 %: nobody needs lifting." in printed
    assert "paid by the reserve of NEED" in printed
    years = promises(capsys, policy)
    assert [year["fiscal_year"] for year in years] == [2027, 2028, 2029, 2030]
    promise = next(each for each in years[0]["promises"] if each["kind"] == "hold_harmless")
    assert (promise["cost_cents"], promise["lifted"], len(promise["paying"])) == (5_272_482, ["103"], 7)


def test_every_school_and_year_as_csv_adds_up_to_the_cost(capsys: pytest.CaptureFixture[str]) -> None:
    policy = str(EXAMPLE / "policy.json")
    years = promises(capsys, policy)
    assert main(["hold-harmless", FOLDER, "--policy", policy, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    for year in years:
        top_ups = sum(Decimal(row["top_up"]) for row in rows if row["fiscal_year"] == str(year["fiscal_year"]))
        assert top_ups * 100 == sum(promise["cost_cents"] for promise in year["promises"])


def test_a_promise_that_nobody_can_pay_names_the_shortfall_and_ways_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harder = json.loads(json.dumps(POLICY))
    hold = next(each for each in harder["adjustments"] if each["kind"] == "hold_harmless")
    hold |= {"percent_bp": 11_500, "phase_out": None, "payer": {"kind": "reserve", "source_id": "NEED"}}
    policy = written(tmp_path, harder)
    assert main(["hold-harmless", FOLDER, "--policy", policy]) == 1
    printed = capsys.readouterr().out
    assert "cannot be paid, $" in printed
    assert "  way out: " in printed
    refusal = promises(capsys, policy, code=1)[0]["refusal"]
    assert refusal["shortfall_cents"] > 0


def test_the_central_share_is_told_apart_by_what_it_pays_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["central-services", FOLDER, "--policy", str(EXAMPLE / "policy.json")]) == 0
    printed = capsys.readouterr().out
    assert "  Payroll and accounting: $4,944,000.00, kept central" in printed
    assert "  $80,000.00 pays for nothing that is named" in printed


def test_what_is_devolved_and_sold_is_priced_to_the_cent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = json.loads(json.dumps(POLICY)) | {"adjustments": []}
    base = next(source for source in changed["sources"] if source["source_id"] == "BASE")
    base["central_share"] = None
    base["central_services"] = [
        {"name": "Payroll", "mode": "central", "amount_cents": 494_400_000},
        {"name": "Coaching", "mode": "devolved", "amount_cents": 10_000_000},
        {"name": "IT", "mode": "sold", "amount_cents": 20_000_000, "price_cents": 2_500, "sold_per": "pupils"},
    ]
    policy = written(tmp_path, changed)
    assert main(["central-services", FOLDER, "--policy", policy, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    source = next(each for each in document["sources"] if each["source_id"] == "BASE")
    payroll, coaching, sold = source["services"]
    assert payroll["received_cents"] is None
    assert sum(coaching["received_cents"].values()) == 10_000_000
    assert sum(sold["charges_cents"].values()) == sum(document["charges_cents"].values())
    assert main(["central-services", FOLDER, "--policy", policy, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    charged = sum(Decimal(row["charge"]) for row in rows if row["service"] == "IT")
    assert charged * 100 == sum(sold["charges_cents"].values())
    assert main(["central-services", FOLDER, "--policy", policy]) == 0
    printed = capsys.readouterr().out
    assert "IT: $200,000.00, sold to schools" in printed
    assert "$25.00 for each unit of pupils" in printed
