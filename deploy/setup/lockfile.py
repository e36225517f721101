"""Reads requirements.lock: one block of lines for each package, its hashes included."""

import re

_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==")


def blocks(lock: str) -> dict[str, str]:
    """Return each package's lines by its name, in the lock's order."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lock.splitlines():
        if pin := _PIN.match(line):
            name = pin[1].lower()
            found.setdefault(name, [])
        if name:
            found[name].append(line)
    return {name: "\n".join(lines) + "\n" for name, lines in found.items()}


def without(lock: str, *names: str) -> str:
    """Return the lock without some packages."""
    return "".join(block for name, block in blocks(lock).items() if name not in names)


def only(lock: str, *names: str) -> str:
    """Return the lock of some packages alone."""
    return "".join(block for name, block in blocks(lock).items() if name in names)
