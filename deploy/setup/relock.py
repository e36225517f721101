"""Resolves all dependency groups together into one lock for every platform."""

import tomllib

from deploy.setup.paths import LOCK, ROOT, VENV
from deploy.setup.step import run, step


def relock() -> None:
    """Write requirements.lock anew; pins that still fit are kept.

    No index address is written: everybody installs from where their own pip and uv are set up to.
    """
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--python-version", "3.11"]
    with step("requirements.lock"):
        run(
            # The relative name keeps this machine's folders out of the lock's comments.
            [
                *(str(VENV / "bin" / "uv"), "pip", "compile", "pyproject.toml", *options),
                *(part for group in groups for part in ("--group", group)),
                *("-o", LOCK.name),
            ],
            folder=ROOT,
            why="The dependency groups could not be resolved together; the lines above say which.",
        )
