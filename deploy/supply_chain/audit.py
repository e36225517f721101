"""Asks the advisory databases of PyPI and npm about every locked package.

No answer is a failure: a check that could not ask would else look like one that found nothing.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from deploy.setup.node import node
from deploy.setup.paths import FRONTEND, LOCK, VENV
from deploy.setup.step import SetupFailed


def audit(root: Path) -> None:
    """Say what is known against the locked packages; raise when something is, or when nobody answered."""
    problems = [*_python(root), *_pages()]
    if problems:
        raise SetupFailed("\n".join(problems))
    print("No fault is known of any locked package.")


def _python(root: Path) -> list[str]:
    # The lock is whole and has hashes, so nothing is resolved or installed to ask about it.
    command = [
        *(str(VENV / "bin" / "pip-audit"), "--strict", "--require-hashes", "--disable-pip"),
        *("--progress-spinner", "off", "--format", "json", "-r", LOCK.name),
    ]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return python_verdict(done.returncode, done.stdout, done.stderr)


def python_verdict(code: int, out: str, err: str) -> list[str]:
    """Return what is wrong by pip-audit's answer; it ends with 1 both for a fault found and for no answer."""
    answer = _document(out)
    packages = answer.get("dependencies", [])
    faults = [
        f"Python: {each['name']} {each['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or '-'}"
        for each in packages
        for fault in each.get("vulns", [])
    ]
    skipped = [
        f"Python: {each['name']} was not checked: {each['skip_reason']}" for each in packages if "skip_reason" in each
    ]
    if faults or skipped:
        return [*faults, *skipped]
    if code != 0 or not packages:
        return [f"Python: the advisory database gave no answer, so nothing was checked.\n{_last_lines(err)}"]
    return []


def _pages() -> list[str]:
    using = node()
    done = subprocess.run(
        [*using.npm, "audit", "--json", "--package-lock-only"],
        cwd=FRONTEND,
        env=using.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return pages_verdict(done.returncode, done.stdout, done.stderr)


def pages_verdict(code: int, out: str, err: str) -> list[str]:
    """Return what is wrong by npm's answer; without the list of faults nobody answered."""
    answer = _document(out)
    if "vulnerabilities" not in answer:
        return [f"npm: the advisory database gave no answer, so nothing was checked.\n{_last_lines(err)}"]
    faults = [
        f"npm: {name}: {fault['severity']}, {fault['range']}" for name, fault in answer["vulnerabilities"].items()
    ]
    return faults or ([f"npm audit ended with {code}.\n{_last_lines(err)}"] if code != 0 else [])


def _document(out: str) -> dict[str, Any]:
    try:
        answer = json.loads(out)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _last_lines(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-4:])
