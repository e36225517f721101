"""Files that cannot be used: every option that reads one says so in words, and never ends in a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.allocation.cli.main import main

EXAMPLE = Path(__file__).parents[3] / "docs/allocation/example"
INPUT, POLICY = str(EXAMPLE / "input"), str(EXAMPLE / "policy.json")
COUNTS = str(EXAMPLE / "input/counts.csv")
GIVEN = [INPUT, "--policy", POLICY]
IMPORT = ["import", COUNTS, "--kind", "counts", "--validate-only"]
FILE = "FILE"

OPTIONS = {
    "allocate policy": ["allocate", INPUT, "--policy", FILE, "--out", "nowhere"],
    "allocate mapping": ["allocate", *GIVEN, "--mapping", FILE, "--out", "nowhere"],
    "check policy": ["policy", "check", FILE],
    "compare before": ["compare-policies", FILE, POLICY],
    "compare after": ["compare-policies", POLICY, FILE],
    "compare mapping": ["compare-policies", POLICY, POLICY, "--input", INPUT, "--mapping", FILE],
    "expected pupils": ["project", *GIVEN, "--expected-pupils", FILE],
    "words": ["library", "apply", "boston-2016", *GIVEN, "--words", FILE],
    "goals": ["solve", *GIVEN, "--goals", FILE],
    "publication": ["verify", FILE],
    "schools": ["title-one", FILE, "--allocation", "100"],
    "title-one settings": ["title-one", "SCHOOLS", "--allocation", "100", "--settings", FILE],
    "compliance settings": ["compliance", *GIVEN, "--settings", FILE],
    "compliance title-one": ["compliance", *GIVEN, "--title-one", FILE],
    "compliance staff": ["compliance", *GIVEN, "--staff", FILE],
    "compliance expenditures": ["compliance", *GIVEN, "--expenditures", FILE],
    "notices policy": ["notices", INPUT, "--policy", FILE, "--out", "nowhere"],
    "staff": ["salaries", FILE],
    "staff mapping": ["salaries", "STAFF", "--mapping", FILE],
    "import file": ["import", FILE, "--kind", "counts", "--validate-only"],
    "import mapping": [*IMPORT, "--mapping", FILE],
    "import settings": [*IMPORT, "--settings", FILE],
    "import schools": [*IMPORT, "--schools", FILE],
    "import sources": [*IMPORT, "--sources", FILE],
}
CONTENTS = {
    "empty": b"",
    "broken": b'{"a":',
    "list": b"[]",
    "number": b"5",
    "nothing": b"null",
    "words": b'"some words"',
    "bytes": b"\x00\xff\x01\x80" * 30,
    "deep": b"[" * 5_000,
    "wrong keys": b'{"kind": [1], "counts": 5, "levels": 5, "plan": 5}',
}
FOLDERS = {
    "allocate": ["allocate", FILE, "--policy", POLICY, "--out", "nowhere"],
    "explain": ["explain", FILE, "--policy", POLICY],
    "compare": ["compare-policies", POLICY, POLICY, "--input", FILE],
    "project": ["project", FILE, "--policy", POLICY],
    "history": ["risk", *GIVEN, "--history", INPUT, "--history", FILE],
}


def filled(command: list[str], path: Path, tmp_path: Path) -> list[str]:
    schools, staff = tmp_path / "schools.csv", tmp_path / "staff.csv"
    schools.write_text("school_id,enrolled,low_income\nA,100,50\n")
    staff.write_text("Emp ID,Name,Site,Job Title,FTE,Annual Salary,Benefits\nE1,P,A,Teacher,1,60000,18000\n")
    return [{FILE: str(path), "SCHOOLS": str(schools), "STAFF": str(staff)}.get(word, word) for word in command]


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("command", OPTIONS.values(), ids=OPTIONS)
def test_a_bad_file_is_refused_in_words(
    command: list[str], content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "given.json"
    path.write_bytes(content)
    assert main(filled(command, path, tmp_path)) == 1
    said = capsys.readouterr().err
    assert "error: " in said
    assert "None" not in said


@pytest.mark.parametrize("command", OPTIONS.values(), ids=OPTIONS)
def test_a_folder_and_a_missing_file_are_named(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, why in ((tmp_path, "Is a directory"), (tmp_path / "missing.json", "No such file or directory")):
        assert main(filled(command, path, tmp_path)) == 2
        assert f"error: {path}: {why}" in capsys.readouterr().err


@pytest.mark.parametrize("command", FOLDERS.values(), ids=FOLDERS)
def test_what_is_no_input_folder_is_refused_in_words(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    (tmp_path / "empty").mkdir()
    for path in (file, tmp_path / "empty", tmp_path / "missing"):
        assert main(filled(command, path, tmp_path)) == 1
        assert "error: " in capsys.readouterr().err


def test_a_fault_of_a_document_names_file_place_value_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"homeless_cents": -3, "surprise": 1}')
    assert main(filled(OPTIONS["title-one settings"], settings, tmp_path)) == 1
    said = capsys.readouterr().err
    assert (
        'settings.json, column homeless_cents: "-3" Input should be greater than or equal to 0. '
        "docs/guide/title-one.md lists every setting. [bad_settings]"
    ) in said
    assert 'settings.json, column surprise: "1" Extra inputs are not permitted. docs/guide' in said
    words = tmp_path / "words.json"
    words.write_text('{"levels": [{"level": "high"}, 3]}')
    assert main(filled(OPTIONS["words"], words, tmp_path)) == 1
    said = capsys.readouterr().err
    assert "words.json, column levels/0/" in said
    assert 'words.json, column levels/1: "3" Input should be an object. Write a file of words' in said


def test_the_place_of_a_fault_is_one_of_the_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goals = tmp_path / "goals.json"
    goals.write_text('{"goals": [{"kind": "budget_fixed", "surprise": 1}], "moves": [{"setting": 5}]}')
    assert main(filled(OPTIONS["goals"], goals, tmp_path)) == 1
    said = capsys.readouterr().err
    assert 'goals.json, column goals/0/surprise: "1" ' in said
    assert 'goals.json, column moves/0/setting: "5" ' in said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("x", "not a number"),
        ("-1", "below zero"),
        ("1e999999", "shortened"),
        ("1.005", "decimals"),
        ("NaN", "not a number"),
        ("9" * 50, "larger"),
        ("99999999999999", "larger"),
    ],
)
def test_what_is_no_amount_of_dollars_is_refused_in_words(
    amount: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(filled(["title-one", "SCHOOLS", f"--allocation={amount}"], tmp_path, tmp_path))
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert f'--allocation "{amount}": ' in told
    assert said in told


@pytest.mark.parametrize(
    "command",
    [
        ["salaries", "STAFF", "--years=0"],
        ["salaries", "STAFF", "--years=11"],
        ["salaries", "STAFF", "--pool=-1"],
        ["salaries", "STAFF", "--pool=101"],
        ["risk", *GIVEN, "--history", INPUT, "--history", INPUT, "--seed=-1"],
        ["sweep", *GIVEN, "--vary", "x=0..1", f"--seed={2**32}"],
    ],
)
def test_a_number_out_of_bounds_is_refused_and_not_moved(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(filled(command, tmp_path, tmp_path))
    assert ended.value.code == 2
    assert f"{command[-1].partition('=')[2]!r} is no whole number from " in capsys.readouterr().err


def test_a_command_ends_quietly_when_nobody_reads_on() -> None:
    # The pipe is closed before the command starts to write, so that even its first line finds nobody.
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "services.allocation.cli.main", "library", "show", "boston-2016"]
    with subprocess.Popen(command, stdout=writer, stderr=subprocess.PIPE, cwd=EXAMPLE.parents[2]) as process:
        os.close(writer)
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 141
