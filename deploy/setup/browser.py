"""A Chromium for the end-to-end tests: the system's, else the distribution's package, else the test tool's own."""

import os
import shutil
import subprocess
from pathlib import Path

from deploy.setup.paths import VENV, VENV_PYTHON
from deploy.setup.step import SetupFailed, run, step

SETTING = "SSFR_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FOUND = VENV / ".ssfr-chromium"


def find_browser() -> Path | None:
    """Return the browser named by the setting, else the system's, else one downloaded before."""
    if named := os.environ.get(SETTING):
        if not Path(named).exists():
            raise SetupFailed(f"{SETTING}={named} does not exist.")
        return Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    downloaded = _downloaded()
    return downloaded if downloaded is not None and downloaded.exists() else None


def make_browser() -> Path:
    """Return a browser, getting one where there is none; its path is kept for the tests in `.venv`."""
    browser = find_browser()
    if browser is None and os.geteuid() == 0 and shutil.which("apt-get"):
        with step("browser from the distribution"):
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-qy", "chromium"]):
                subprocess.run(command, env=quiet, capture_output=True, check=False)
        browser = find_browser()
    if browser is None:
        with step("browser from the test tool"):
            run(
                [VENV_PYTHON, "-m", "playwright", "install", "chromium"],
                why=f"No browser could be had. Install Chromium, or name one with {SETTING}=/path/to/chromium.",
            )
        browser = find_browser()
    if browser is None:
        raise SetupFailed(f"No browser was found. Install Chromium, or name one with {SETTING}=/path/to/chromium.")
    FOUND.write_text(str(browser))
    return browser


def _downloaded() -> Path | None:
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as tool: print(tool.chromium.executable_path)"
    done = subprocess.run([VENV_PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 and done.stdout.strip() else None
