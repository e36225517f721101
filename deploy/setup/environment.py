"""The Python environment in `.venv`: exactly the packages of requirements.lock, each checked by its hash."""

import hashlib
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

from deploy.setup import lockfile
from deploy.setup.node import WHEEL, system_node
from deploy.setup.paths import LOCK, ROOT, VENV, VENV_PYTHON
from deploy.setup.step import SetupFailed, run, step

STAMP = VENV / ".ssfr-lock"


def make_environment() -> None:
    """Create or complete `.venv`; does nothing when it matches the lock already."""
    lock = LOCK.read_text()
    # A system Node spares the largest download of all.
    wanted = lockfile.without(lock, WHEEL) if system_node() else lock
    stamp = _stamp(wanted)
    if VENV_PYTHON.exists() and STAMP.exists() and STAMP.read_text() == stamp:
        return
    if not _runs():
        with step(f"Python environment with Python {sys.version.split()[0]}"):
            _create()
    requirements = VENV / "requirements.txt"
    requirements.write_text(wanted)
    with step("installer"):
        installer = _installer(lock)
    with step(f"{len(lockfile.blocks(wanted))} packages, each checked by its hash"):
        _install([*installer, "--require-hashes", "-r", str(requirements)])
    with step("command `ssfr`"):
        _install([*installer, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    STAMP.write_text(stamp)


def _stamp(wanted: str) -> str:
    project = (ROOT / "pyproject.toml").read_text().partition("[dependency-groups]")[0]
    return hashlib.sha256(f"{wanted}\0{project}".encode()).hexdigest()


def _runs() -> bool:
    """Whether `.venv` holds a working Python of a version we support."""
    if not VENV_PYTHON.exists():
        return False
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([VENV_PYTHON, "-c", check], check=False).returncode == 0


def _create() -> None:
    # Debian splits this off, and venv's own message does not say so.
    if find_spec("ensurepip") is None:
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise SetupFailed(f"This Python cannot make environments. Debian and Ubuntu: apt-get install {name}")
    venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(VENV)


def _installer(lock: str) -> list[str]:
    """Return the command that installs: uv when it can be had, else pip, ten times slower and as strict."""
    uv = VENV / "bin" / "uv"
    pin = VENV / "uv.txt"
    pin.write_text(lockfile.only(lock, "uv"))
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    got = subprocess.run(
        [*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(pin)],
        capture_output=True,
        text=True,
        check=False,
    )
    if got.returncode == 0 and uv.exists():
        return [str(uv), "pip", "install", "--quiet", "--python", str(VENV_PYTHON)]
    return pip


def _install(command: list[str]) -> None:
    offline = "A package could not be installed. Check the network (or the proxy), then repeat."
    if Path(command[0]).name != "uv":
        run(command, folder=ROOT, why=offline)
        return
    first = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if first.returncode != 0:
        # pip reads settings that uv does not (a company's mirror in pip.conf), so it may succeed where uv cannot.
        print(f"        uv failed ({first.stderr.strip().splitlines()[-1:]}), trying pip")
        pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, *command[command.index("--python") + 2 :]], folder=ROOT, why=offline)
