"""Bad input ends with every fault of every file listed: policy, mapping and data at once."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from services.allocation.cli.main import main
from tests.conftest import ROOT

EXAMPLE = ROOT / "docs/allocation/example"
POLICY = EXAMPLE / "policy.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example's input folder with two bad counts."""
    copy = Path(shutil.copytree(EXAMPLE / "input", tmp_path / "input"))
    counts = (copy / "counts.csv").read_text()
    bad = counts.replace("101,elementary,all,500", "101,elementary,all,-5")
    bad = bad.replace("101,elementary,poverty,300", "101,elementary,poverty,99999999999999999999")
    (copy / "counts.csv").write_text(bad)
    return copy


def faults(capsys: pytest.CaptureFixture[str], *arguments: str) -> Sequence[str]:
    """Run a command that must be refused; return its faults, whose number it must name."""
    assert main(arguments) == 1
    lines = capsys.readouterr().err.splitlines()
    found = [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]
    assert f"{len(found)} error{'' if len(found) == 1 else 's'}." in lines
    return found


@pytest.mark.parametrize("command", ["allocate", "explain", "project"])
def test_a_faulty_policy_does_not_hide_faults_of_the_data(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text('{"levels": ["elementary", "middle", "high"], "fiscal_year": "soon"}')
    more = {"allocate": ["--out", "out"], "explain": ["--school", "101"], "project": ["--years", "2"]}[command]
    found = faults(capsys, command, str(folder), "--policy", str(policy), *more)
    assert [line.split(":")[0] for line in found if line.startswith("policy")] == [
        "policy /fiscal_year",
        "policy /name",
        "policy /sources",
    ]
    assert [line.rpartition("[")[2] for line in found if line.startswith("counts.csv")] == ["negative]", "too_large]"]
    assert "larger than this system can hold" in "".join(found)


@pytest.mark.parametrize("text", ["{}", "[]", "{", '{"levels": "elementary"}', "[" * 100_000])
def test_levels_of_the_district_are_no_fault_where_the_policy_cannot_tell_them(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    for name in ("schools.csv", "counts.csv"):
        file = folder / name
        file.write_text(file.read_text().replace("elementary", "lower_school"))
    (tmp_path / "policy.json").write_text(text)
    found = faults(capsys, "allocate", str(folder), "--policy", str(tmp_path / "policy.json"), "--out", "out")
    assert [line for line in found if "unknown_level" in line] == []
    assert {line.split(",")[0].split(" ")[0] for line in found} == {"policy", "counts.csv"}


def test_a_missing_folder_and_a_faulty_policy_are_said_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy.json").write_text("{}")
    found = faults(capsys, "allocate", str(tmp_path / "none"), "--policy", str(tmp_path / "policy.json"), "--out", "o")
    assert found[0].startswith("policy /")
    assert "There is no such folder" in found[-1]


@pytest.mark.parametrize(
    ("mapping", "places"),
    [
        ({"counts": 3}, ["counts"]),
        ({"counts": []}, ["counts"]),
        ({"counts": "x"}, ["counts"]),
        ({"kind": []}, []),
        ({"counts": {"kind": "staff", "columns": []}}, ["counts/kind"]),
        (
            {
                "counts": {
                    "columns": [
                        {"header": "a", "field": "b"},
                        {"header": "c", "field": "amount:1"},
                        {"header": "d", "field": "school_id"},
                        {"header": "e", "field": "school_id"},
                    ],
                    "constants": {"colour": "red"},
                    "negative_amounts": "allow",
                },
                "schools": {"columns": 3, "header_row": 0},
                "pupils": {},
            },
            [
                "counts/columns/0/field",
                "counts/columns/1/field",
                "counts/columns/3/field",
                "counts/constants",
                "counts/negative_amounts",
                "schools/columns",
                "schools/header_row",
            ],
        ),
    ],
)
def test_every_fault_of_every_mapping_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mapping: object, places: list[str]
) -> None:
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps(mapping))
    given = [str(EXAMPLE / "input"), "--policy", str(POLICY), "--mapping", str(file)]
    for command in (["allocate", *given, "--out", "out"], ["explain", *given, "--school", "101"]):
        found = faults(capsys, *command)
        assert all(line.endswith("[bad_mapping]") for line in found)
        named = [line.partition(", column ")[2].partition(":")[0] for line in found if ", column " in line]
        assert named == places
        assert len(found) == len(places) + (0 if isinstance(mapping, dict) and set(mapping) == {"counts"} else 1)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"counts":' + "[" * 300 + "]" * 300 + "}"])
def test_a_mapping_too_deep_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    file = tmp_path / "mapping.json"
    file.write_text(text)
    given = [str(EXAMPLE / "input"), "--policy", str(POLICY), "--mapping", str(file)]
    (found,) = faults(capsys, "explain", *given, "--school", "101")
    assert "mapping.json" in found
