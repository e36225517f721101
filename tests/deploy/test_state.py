"""The state folder: secrets made once and closed, one holder at a time, and nothing of others touched."""

from pathlib import Path

import pytest

from deploy.local.databases import SERVICES
from deploy.local.supervisor.state import State, StateInUse


def test_secrets_are_made_once_and_closed_to_others(tmp_path: Path) -> None:
    state = State(tmp_path / "state")
    state.open()
    assert state.make_secrets()
    passwords = state.database_passwords()
    key = state.private_key.read_bytes()
    assert not state.make_secrets()
    assert (state.database_passwords(), state.private_key.read_bytes()) == (passwords, key)
    assert set(passwords) == set(SERVICES)
    assert len({each.app for each in passwords.values()} | {each.owner for each in passwords.values()}) == 10
    assert state.secrets.stat().st_mode & 0o077 == 0
    assert state.private_key.stat().st_mode & 0o077 == 0
    state.close()


def test_two_supervisors_cannot_hold_one_folder(tmp_path: Path) -> None:
    first, second = State(tmp_path / "state"), State(tmp_path / "state")
    first.open()
    with pytest.raises(StateInUse, match="already runs from"):
        second.open()
    with pytest.raises(StateInUse):
        second.reset()
    first.close()
    second.open()
    second.close()


def test_a_folder_with_other_files_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work")
    mode = tmp_path.stat().st_mode
    for touch in (State(tmp_path).open, State(tmp_path).reset):
        with pytest.raises(StateInUse, match="not an installation's"):
            touch()
    assert tmp_path.stat().st_mode == mode
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_reset_removes_the_installation_and_nothing_else(tmp_path: Path) -> None:
    state = State(tmp_path / "state")
    assert not state.reset()
    state.open()
    state.make_secrets()
    state.close()
    (state.folder / "notes.txt").write_text("mine")
    assert state.reset()
    assert [path.name for path in state.folder.iterdir()] == ["notes.txt"]
    (state.folder / "notes.txt").unlink()
    state.open()
    state.close()
    assert state.reset()
    assert not state.folder.exists()
