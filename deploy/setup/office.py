"""LibreOffice for the tests of spreadsheets: the system's, else the distribution's package where we may install it."""

import os
import shutil
import subprocess
from pathlib import Path

from deploy.setup.paths import VENV
from deploy.setup.step import SetupFailed, step

SETTING = "SSFR_SOFFICE"
NAMES = ("soffice", "libreoffice")
PACKAGE = "libreoffice-calc-nogui"
FOUND = VENV / ".ssfr-soffice"


def find_office() -> Path | None:
    """Return LibreOffice as the setting names it, else the system's."""
    if named := os.environ.get(SETTING):
        if not Path(named).exists():
            raise SetupFailed(f"{SETTING}={named} does not exist.")
        return Path(named)
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def make_office() -> None:
    """Keep where LibreOffice is in `.venv`; without it the tests that compute spreadsheets are skipped, and say so."""
    office = find_office()
    if office is None and os.geteuid() == 0 and shutil.which("apt-get"):
        with step("LibreOffice from the distribution"):
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            install = ["apt-get", "install", "-qy", "--no-install-recommends", PACKAGE]
            for command in (["apt-get", "update", "-q"], install):
                subprocess.run(command, env=quiet, capture_output=True, check=False)
        office = find_office()
    FOUND.write_text("" if office is None else str(office))
    if office is None:
        print(f"No LibreOffice: tests that compute spreadsheets are skipped. Install {PACKAGE}, or set {SETTING}.")
