"""Reads the packages of requirements.lock."""

import re

from cyclonedx.model import HashAlgorithm
from packageurl import PackageURL

from deploy.setup import lockfile
from deploy.supply_chain.package import Package

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>\S+)(?: ; (?P<marker>.*?))? \\$", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_GROUP = re.compile(r"ssfr \(pyproject\.toml:([a-z-]+)\)")
_REASON = re.compile(r"^    #(?: via|  ) ([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[.*\])?$", re.MULTILINE)
# The groups an image holds; the others build, test and check.
SERVED = ("service", "allocation", "gateway")


def packages_of_python(lock: str) -> list[Package]:
    """Return every pin; a package pinned twice for two versions of Python is two packages."""
    blocks = lockfile.blocks(lock)
    served = lockfile.blocks(lockfile.of_groups(lock, *SERVED))
    pins = {name: [pin.group() for pin in _PIN.finditer(block)] for name, block in blocks.items()}
    keys = {name: [_key(pin) for pin in each] for name, each in pins.items()}
    needs: dict[str, list[str]] = {name: [] for name in blocks}
    for name, block in blocks.items():
        for reason in {reason.lower() for reason in _REASON.findall(block)} & set(blocks):
            needs[reason] += keys[name]
    return [
        Package(
            key=_key(pin.group()),
            url=PackageURL("pypi", None, name, pin["version"]),
            served=name in served,
            direct=bool(_GROUP.search(part)),
            algorithm=HashAlgorithm.SHA_256,
            digests=tuple(_HASH.findall(part)),
            properties=tuple(
                [("ssfr:group", group) for group in sorted(set(_GROUP.findall(part)))]
                + ([("ssfr:marker", pin["marker"])] if pin["marker"] else [])
            ),
            needs=tuple(sorted(needs[name])),
        )
        for name, block in blocks.items()
        for pin, part in _parts(block)
    ]


def _key(pin: str) -> str:
    found = _PIN.match(pin)
    assert found is not None
    return f"pypi:{found['name'].lower()}@{found['version']}"


def _parts(block: str) -> list[tuple[re.Match[str], str]]:
    """Return each pin with the lines that follow it."""
    starts = list(_PIN.finditer(block))
    ends = [pin.start() for pin in starts[1:]] + [len(block)]
    return [(pin, block[pin.start() : end]) for pin, end in zip(starts, ends, strict=True)]
