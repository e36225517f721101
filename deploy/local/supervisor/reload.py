"""Restarts what changed while somebody develops: services and workers by their sources, the pages by Vite."""

import os
from pathlib import Path

from deploy.local.ports import HOST, PortTaken, is_free
from deploy.local.supervisor.child import Child
from deploy.local.supervisor.options import ROOT
from deploy.setup.node import node


class SourceWatch:
    """Notices changed Python files: uvicorn's own reloader knows no workers, and can outlive us."""

    def __init__(self, root: Path = ROOT) -> None:
        self._root = root
        self._seen = self._look()

    def changed(self) -> set[str]:
        """Return the top folders with changes since the last call: `shared`, `gateway`, `services/planning`."""
        now = self._look()
        paths = {path for path, _ in now.items() ^ self._seen.items()}
        self._seen = now
        return {_owner(path.relative_to(self._root)) for path in paths}

    def _look(self) -> dict[Path, int]:
        found = {}
        for folder in ("shared", "gateway", "services"):
            for path in (self._root / folder).rglob("*.py"):
                try:
                    found[path] = path.stat().st_mtime_ns
                except FileNotFoundError:  # an editor was replacing it
                    continue
        return found


def concerned(child: Child, changed: set[str]) -> bool:
    """Whether a child runs changed code."""
    service = child.name.removesuffix("-worker")
    return "shared" in changed or (service if service == "gateway" else f"services/{service}") in changed


def pages(port: int, gateway_port: int, output: int) -> Child:
    """Return Vite's server, which shows changed pages at once and hands requests for data to the gateway."""
    if not is_free(port):
        raise PortTaken(port, "the pages under development", "SSFR_PAGES_PORT")
    frontend = ROOT / "frontend"
    # Not through npm, which would stand between us and the process that must end with us.
    command: list[str | Path] = [node().program, frontend / "node_modules/vite/bin/vite.js"]
    command += ["--host", HOST, "--port", str(port), "--strictPort"]
    environment = {**os.environ, "SSFR_GATEWAY_URL": f"http://{HOST}:{gateway_port}"}
    return Child("pages", command, environment, frontend, output)


def _owner(path: Path) -> str:
    return "/".join(path.parts[:2]) if path.parts[0] == "services" else path.parts[0]
