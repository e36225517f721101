"""Where no Node is on the path, the one inside the wheel of the lock builds the pages."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.setup import lockfile, node
from deploy.setup.paths import FRONTEND, LOCK, VENV

PAGE = '<!doctype html><html lang="en"><title>Page</title><script type="module" src="./page.ts"></script>'
SCRIPT = "const pupils: number = 40 + 2; document.title = `${pupils} pupils`;"


@pytest.fixture
def hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Leave only a shell on the path, and the wheel in an environment of its own, checked by its hash."""
    environment, path, pin = tmp_path / "venv", tmp_path / "bin", tmp_path / "node.txt"
    packages = environment / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    pin.write_text(lockfile.only(LOCK.read_text(), node.WHEEL))
    uv = str(VENV / "bin" / "uv")
    install = [uv, "pip", "install", "--require-hashes", "--target", str(packages), "-r", str(pin)]
    # Once fetched it is kept, so that the tests go on without a network.
    if not any(subprocess.run([*install, *kept], check=False).returncode == 0 for kept in (("--offline",), ())):
        pytest.skip("the wheel of Node is neither kept on this machine nor can it be fetched")
    path.mkdir()
    (path / "sh").symlink_to(shutil.which("sh") or "/bin/sh")
    monkeypatch.setenv("PATH", str(path))
    monkeypatch.setattr(node, "VENV", environment)
    return environment


def test_the_wheel_builds_a_page_where_no_node_is_on_the_path(hidden: Path, tmp_path: Path) -> None:
    assert node.system_node() is None
    found = node.node()
    assert found.program.is_relative_to(hidden)
    assert found.version == f"v{lockfile.blocks(LOCK.read_text())[node.WHEEL].split('==')[1].split()[0]}"

    site = tmp_path / "site"
    site.mkdir()
    (site / "node_modules").symlink_to(FRONTEND / "node_modules")
    (site / "package.json").write_text('{"scripts": {"build": "vite build"}}')
    (site / "index.html").write_text(PAGE)
    (site / "page.ts").write_text(SCRIPT)
    subprocess.run([*found.npm, "run", "build"], cwd=site, env=found.environment(), check=True)
    (built,) = (site / "dist" / "assets").glob("*.js")
    written = built.read_text()
    assert "pupils" in written
    assert "number" not in written
