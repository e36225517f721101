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


def of_groups(lock: str, *groups: str) -> str:
    """Return the lock of the packages that some dependency groups need, found in the lock's own `via` comments.

    A deployable's image holds what it imports and nothing else, at exactly the versions that were tested together.
    """
    reasons = {name: _reasons(block) for name, block in blocks(lock).items()}
    needed = {
        name
        for name, why in reasons.items()
        if any(f"pyproject.toml:{group})" in each for group in groups for each in why)
    }
    while True:
        more = {name for name, why in reasons.items() if name not in needed and not needed.isdisjoint(why)}
        if not more:
            return only(lock, *needed)
        needed |= more


def _reasons(block: str) -> set[str]:
    """Return what asked for a package: other packages by name, groups as `ssfr (pyproject.toml:GROUP)`."""
    comments = [line.strip().removeprefix("#").strip() for line in block.splitlines() if line.strip().startswith("#")]
    return {comment.removeprefix("via").strip().lower() for comment in comments} - {""}
