"""Builds the single-page app into frontend/dist, when its sources changed since the last time."""

import hashlib
import subprocess
from pathlib import Path

from deploy.setup.node import Node, node
from deploy.setup.paths import FRONTEND
from deploy.setup.step import run, step

NOT_SOURCES = {"node_modules", "dist", "test-results", "playwright-report", ".cache"}
DIST = FRONTEND / "dist"
MODULES = FRONTEND / "node_modules"
# Stamps stand beside the packages: what is in dist is served.
MODULES_STAMP = MODULES / ".ssfr-lock"
BUILD_STAMP = MODULES / ".ssfr-build"


def install_packages(using: Node) -> None:
    """Install exactly what package-lock.json names; no package runs a script of its own."""
    stamp = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes() + using.version.encode()).hexdigest()
    if MODULES_STAMP.exists() and MODULES_STAMP.read_text() == stamp:
        return
    with step(f"packages of the pages (Node {using.version.lstrip('v')})"):
        run(
            [*using.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            folder=FRONTEND,
            environment=using.environment(),
            why="npm could not install the packages of the pages. Check the network (or the proxy), then repeat.",
        )
    MODULES_STAMP.write_text(stamp)


def build() -> None:
    """Build the pages; does nothing when they match their sources already."""
    using = node()
    install_packages(using)
    stamp = sources_hash(FRONTEND) + using.version
    if (DIST / "index.html").exists() and BUILD_STAMP.exists() and BUILD_STAMP.read_text() == stamp:
        return
    with step("pages"):
        run(
            [*using.npm, "run", "build"],
            folder=FRONTEND,
            environment=using.environment(),
            why="The pages could not be built; the lines above say why.",
        )
    BUILD_STAMP.write_text(stamp)


def npm(script: str, *arguments: str) -> None:
    """Run a script of package.json with the Node chosen here, showing what it says."""
    using = node()
    install_packages(using)
    code = subprocess.call([*using.npm, "run", script, *arguments], cwd=FRONTEND, env=using.environment())
    if code != 0:
        raise SystemExit(code)


def sources_hash(folder: Path) -> str:
    """Return a hash over the names and contents of all source files."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if NOT_SOURCES.isdisjoint(inside.parts) and path.is_file():
            total.update(f"{inside}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
