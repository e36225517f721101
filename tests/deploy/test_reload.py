"""While developing, a changed source restarts what runs it and nothing else."""

import os
from pathlib import Path

import pytest

from deploy.local.supervisor.child import Child
from deploy.local.supervisor.reload import SourceWatch, concerned


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("shared/money.py", {"planning", "planning-worker", "surveys", "gateway"}),
        ("services/planning/api/funding.py", {"planning", "planning-worker"}),
        ("gateway/main.py", {"gateway"}),
    ],
)
def test_a_change_concerns_whoever_runs_it(tmp_path: Path, changed: str, expected: set[str]) -> None:
    path = tmp_path / changed
    path.parent.mkdir(parents=True)
    path.write_text("1")
    watch = SourceWatch(tmp_path)
    assert watch.changed() == set()
    os.utime(path, (1, 1))
    found = watch.changed()
    names = ("planning", "planning-worker", "surveys", "gateway")
    assert {name for name in names if concerned(Child(name, [], {}, tmp_path, 0), found)} == expected
    assert watch.changed() == set()


def test_new_and_removed_files_are_changes(tmp_path: Path) -> None:
    watch = SourceWatch(tmp_path)
    path = tmp_path / "services" / "surveys" / "main.py"
    path.parent.mkdir(parents=True)
    path.write_text("1")
    assert watch.changed() == {"services/surveys"}
    path.unlink()
    assert watch.changed() == {"services/surveys"}
