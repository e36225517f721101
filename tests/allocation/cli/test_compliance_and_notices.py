"""``ssfr compliance`` and ``ssfr notices`` on the worked example."""

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from services.allocation.cli.main import main
from services.allocation.domain.compliance.settings import ComplianceSettings

DOCS = Path(__file__).parents[3] / "docs"
EXAMPLE = DOCS / "allocation/example"
GUIDE = (DOCS / "guide/compliance.md").read_text()


@pytest.fixture
def given(tmp_path: Path) -> list[str]:
    shutil.copytree(EXAMPLE / "input", tmp_path / "input")
    shutil.copy(EXAMPLE / "policy.json", tmp_path / "policy.json")
    return [str(tmp_path / "input"), "--policy", str(tmp_path / "policy.json")]


def checked(given: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code = main(["compliance", *given, "--json"])
    return code, json.loads(capsys.readouterr().out)


def outcomes(document: dict[str, Any]) -> dict[str, str]:
    return {check["code"]: check["outcome"] for check in document["checks"]}


def test_a_broken_rule_is_told_with_its_cite_and_remedy_and_ends_with_1(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compliance", *given]) == 1
    said = capsys.readouterr().out
    assert "[NO] Supplement, not supplant: Title I money: State or local money depends on Title I money" in said
    assert "(ESEA 1118(b); 20 U.S.C. 6321(b))\n     -> Let the floor or limit compare state and local" in said
    assert "[ok] Unrestricted money under school control: Schools decide on 89.1%" in said
    register = said[said.index("\nRegister of rules\n") :].splitlines()
    assert [line.split()[0] for line in register[2:]] == [
        "ARTS", "BASE", "FACILITY", "GIFTS", "NEED", "TITLE_I", "TRANSPORT",
    ]  # fmt: skip
    assert any(re.fullmatch(r"TITLE_I +Title I, Part A +Federal +Kept", line) for line in register)
    assert main(["compliance", *given, "--language", "es"]) == 1
    said = capsys.readouterr().out
    assert "\nRegistro de reglas\n" in said
    assert re.search(r"^TITLE_I +Title I, Part A +Federal +Se mantiene$", said, re.MULTILINE)


def test_a_policy_that_breaks_no_rule_ends_with_0(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    policy = json.loads(Path(given[2]).read_text())
    # Without floors nothing depends on Title I money; without a reserve every supplemental dollar improves services.
    del policy["adjustments"]
    need = next(source for source in policy["sources"] if source["source_id"] == "NEED")
    need["rules"] = [{**need["rules"][1], "pool_share_bp": 10_000}]
    Path(given[2]).write_text(json.dumps(policy))
    code, document = checked(given, capsys)
    assert "failed" not in outcomes(document).values(), document["checks"]
    assert code == 0


def test_staff_and_expenditures_come_from_the_folder_or_by_name(
    given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, document = checked(given, capsys)
    assert document["spending"]["actual"]["fiscal_year"] == 2026
    assert document["spending"]["actual"]["schools"][0]["federal_personnel_cents"] == 16_800_000
    assert document["spending"]["schools"][0]["state_local_personnel_cents"] == 0

    head = "employee_id,school_id,job_class,fte,salary,benefits,longevity,funding,years"
    staff = f"{head}\nE1,101,Teacher,1,60000,18000,0,BASE,3\n"
    (tmp_path / "input/staff.csv").write_text(staff)
    _, document = checked(given, capsys)
    assert document["spending"]["schools"][0]["state_local_personnel_cents"] == 7_800_000
    (tmp_path / "payroll.csv").write_text(staff.replace("60000", "70000"))
    _, document = checked([*given, "--staff", str(tmp_path / "payroll.csv")], capsys)
    assert document["spending"]["schools"][0]["state_local_personnel_cents"] == 8_800_000

    spent = (EXAMPLE / "input/actual_expenditures.csv").read_text().replace("168000.00", "1.00")
    (tmp_path / "spent.csv").write_text(spent)
    (tmp_path / "input/actual_expenditures.csv").unlink()
    assert checked(given, capsys)[1]["spending"]["actual"] is None
    _, document = checked([*given, "--expenditures", str(tmp_path / "spent.csv")], capsys)
    assert document["spending"]["actual"]["schools"][0]["federal_personnel_cents"] == 100

    (tmp_path / "payroll.csv").write_text(staff.replace("101", "999"))
    assert main(["compliance", *given, "--staff", str(tmp_path / "payroll.csv")]) == 1
    said = capsys.readouterr().err
    assert 'payroll.csv, row 2, column school_id: "999"' in said


def test_settings_change_what_is_tested(given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings, plan = tmp_path / "compliance.json", tmp_path / "title-one.json"
    settings.write_text('{"control_target_bp": 9500, "supplemental_source_ids": []}')
    plan.write_text('{"plan": [{"school_id": "103", "amount_cents": 100}], "private_total": 0}')
    before = outcomes(checked(given, capsys)[1])
    after = outcomes(checked([*given, "--settings", str(settings), "--title-one", str(plan)], capsys)[1])
    assert {code: (before[code], after[code]) for code in before if before[code] != after[code]} == {
        "title_one": ("passed", "failed"),
        "school_control": ("passed", "failed"),
        "proportion": ("failed", "not_applicable"),
    }
    for option, page in (("--settings", "compliance"), ("--title-one", "title-one")):
        settings.write_text('{"surprise": 1}')
        assert main(["compliance", *given, option, str(settings)]) == 1
        said = capsys.readouterr().err
        assert f"docs/guide/{page}.md lists every setting. [bad_settings]" in said


def test_what_title_one_lacks_is_said_and_the_other_rules_are_tested(
    given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "title-one.json"
    plan.write_text('{"poverty_counts": ["need:nothing"]}')
    assert main(["compliance", *given, "--title-one", str(plan)]) == 1
    printed = capsys.readouterr()
    assert re.search(r"^note: .+ \[unknown_count\]$", printed.err, re.MULTILINE)
    assert "[ ?] Title I: rank and serve" in printed.out


def test_the_guide_lists_every_setting_with_its_default() -> None:
    listed = re.findall(r"^\| `([a-z_]+)` \| .+ \| `([^`]+)` \|$", GUIDE, re.MULTILINE)
    usual = ComplianceSettings().model_dump(mode="json")
    assert listed == [(name, json.dumps(value)) for name, value in usual.items()]


def test_every_open_school_gets_a_letter(given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "letters.zip"
    assert main(["notices", *given, "--language", "es", "--out", str(out)]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"Wrote {out}, 9 schools.\n"
    assert "\r" not in printed.err
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        assert names == [f"es/{school}.pdf" for school in (101, 102, 103, 104, 201, 202, 301, 302, 303)] + [
            "es/todas-las-escuelas.pdf"
        ]
        assert all(archive.read(name).startswith(b"%PDF-") for name in names)


@pytest.mark.parametrize("command", ["notices", "workbook"])
def test_a_place_that_cannot_be_written_to_is_named_and_nothing_is_left(
    command: str, given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing/out"
    assert main([command, *given, "--out", str(missing)]) == 2
    assert f"error: {missing}: No such file or directory" in capsys.readouterr().err
    (tmp_path / "folder").mkdir()
    assert main([command, *given, "--out", str(tmp_path / "folder")]) == 2
    assert f"error: {tmp_path / 'folder'}: Is a directory" in capsys.readouterr().err
    for nameless in (".", "/"):
        assert main([command, *given, "--out", nameless]) == 2
        assert f"error: {nameless}: Is a directory" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert main([command, *given, "--out", str(tmp_path / "file/out")]) == 2
    assert f"error: {tmp_path / 'file/out'}: Not a directory" in capsys.readouterr().err
    assert list(tmp_path.glob(".*")) == []


def test_nothing_is_written_where_the_policy_is_refused(
    given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(given[2]).write_text("{}")
    assert main(["notices", *given, "--out", str(tmp_path / "letters.zip")]) == 1
    assert "Nothing was written." in capsys.readouterr().err
    assert not (tmp_path / "letters.zip").exists()
