"""``ssfr title-one`` on the worked district, ``ssfr salaries`` on a payroll extract."""

import json
from pathlib import Path

import pytest

from services.allocation.cli.main import main

WORKED = (
    "school_id,name,span,enrolled,low_income\n"
    "A,Ash,elementary,272,250\nB,Birch,elementary,430,300\nC,Cedar,elementary,440,200\n"
    'D,Dogwood,elementary,364,120\nE,Elm,elementary,"1,660",80\n'
)
SETTINGS = {"homeless_cents": 2_000_000, "administration_cents": 8_000_000}


def worked(tmp_path: Path, text: str = WORKED) -> list[str]:
    (tmp_path / "schools.csv").write_text(text)
    (tmp_path / "settings.json").write_text(json.dumps(SETTINGS))
    return [
        "title-one",
        str(tmp_path / "schools.csv"),
        "--settings",
        str(tmp_path / "settings.json"),
        "--allocation",
        "1,000,000",
        "--private",
        "50",
    ]


def test_a_legal_allocation_is_proposed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(worked(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "$280,000.00" in said
    assert "[ok] Every dollar is allocated: $840,000.00 goes to schools" in said
    assert "Eligible and not served: Dogwood (33.0%)" in said


def test_serving_one_school_more_is_illegal_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*worked(tmp_path), "--serve", "4"]) == 1
    said = capsys.readouterr().out
    assert "$1,087,500.00" in said
    assert "-> Serve only the first 3 of the ranking, down to Cedar (45.5%)." in said


def test_more_schools_than_may_be_served_are_never_cut_silently(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*worked(tmp_path), "--serve", "5"]) == 1
    assert "5 schools are to be served, but only 4 may be; these are." in capsys.readouterr().err
    assert main([*worked(tmp_path), "--serve", "5", "--language", "es"]) == 1
    assert "solo se puede a 4" in capsys.readouterr().err
    assert main([*worked(tmp_path), "--serve", "4"]) == 1
    assert "ssfr title-one:" not in capsys.readouterr().err


def test_a_plan_in_the_table_is_tested(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    amounts = {"A": "325000", "B": "330000", "C": "185000"}
    lines = [WORKED.splitlines()[0] + ",amount"]
    lines += [f"{line},{amounts.get(line[0], '')}" for line in WORKED.splitlines()[1:]]
    assert main([*worked(tmp_path, "\n".join(lines) + "\n"), "--json", "--language", "es"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["legal"]
    assert not outcome["proposed"]


def test_money_for_a_school_without_children_is_shown_and_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [WORKED.splitlines()[0] + ",amount"]
    lines += [f"{line}," for line in WORKED.splitlines()[1:]]
    lines.append("F,Fir,elementary,90,0,500.00")
    # The settings as the service gives them name no plan; the table's amounts are the plan then.
    path = worked(tmp_path, "\n".join(lines) + "\n")
    (tmp_path / "settings.json").write_text(json.dumps({**SETTINGS, "plan": None}))
    assert main(path) == 1
    said = capsys.readouterr().out
    line = next(line for line in said.splitlines() if "Fir" in line)
    assert line.split() == ["6", "Fir", "0", "/", "90", "0.0%", "-", "$500.00"]
    assert "[NO] Only eligible schools are served" in said


def test_shares_are_of_residents_where_the_table_has_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "school_id,enrolled,resident,low_income\nA,2000,500,250\nB,1000,400,100\n"
    assert main(worked(tmp_path, text)) == 0
    said = capsys.readouterr().out
    assert "250 /      500   50.0%" in said
    assert "The district's share is 38.9%." in said
    assert main(worked(tmp_path, text.replace("100\n", "401\n"))) == 1
    assert '"401" More children than are resident.' in capsys.readouterr().err


def test_figures_that_would_be_cut_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "school_id,enrolled,low_income,previously_served,amount\nA,100,10.5,perhaps,1.005\n,1e9,0,,\n"
    assert main(worked(tmp_path, text)) == 1
    said = capsys.readouterr().err
    for code in ("not_whole", "not_yes_or_no", "too_many_decimals", "missing_value", "shortened_number"):
        assert f"[{code}]" in said
    assert "5 errors." in said


def test_faults_of_the_table_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(worked(tmp_path, "school_id,enrolled,low_income\nA,100,x\nB,100,101\nB,-1,0\n")) == 1
    said = capsys.readouterr().err
    assert "4 errors." in said
    assert main(["title-one", str(tmp_path / "schools.csv")]) == 1
    assert main(worked(tmp_path, "school_id\nA\n")) == 1


def test_salaries_are_compared_and_nobody_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["Emp ID,Name,Site,Job Title,FTE,Annual Salary,Benefits"]
    rows += [f"E{n},Person {n},A,Teacher,1,60000,18000" for n in range(10)]
    rows += [f"F{n},Human {n},B,Teacher,1,100000,30000" for n in range(10)]
    path = tmp_path / "payroll.csv"
    path.write_text("\n".join(rows) + "\n")
    assert main(["salaries", str(path), "--years", "2"]) == 0
    said = capsys.readouterr().out
    assert "Averaging moves $260,000.00 between schools" in said
    assert "Person" not in said
    assert "E1" not in said
    assert main(["salaries", str(path), "--json", "--salaries-only", "--without-federal"]) == 0
    said = capsys.readouterr().out
    found = json.loads(said[said.index("{") :])
    assert found["moved_cents"] == 20_000_000
    assert sum(school["transfer_cents"] for school in found["schools"]) == 0


def test_a_mapping_of_other_files_is_not_taken_for_one_of_staff(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "payroll.csv").write_text("Emp ID,Site,Job Title,FTE,Annual Salary\nE1,A,Teacher,1,60000\n")
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"kind": "schools", "columns": [{"header": "Site", "field": "school_id"}]}')
    assert main(["salaries", str(tmp_path / "payroll.csv"), "--mapping", str(mapping)]) == 1
    assert (
        "mapping.json: It maps schools, and no staff. Give a mapping of staff. [wrong_kind]" in capsys.readouterr().err
    )
