"""Reads the packages of frontend/package-lock.json, those of other platforms included."""

import base64
import json
from typing import Any

from cyclonedx.model import HashAlgorithm
from packageurl import PackageURL

from deploy.supply_chain.package import Package

_FOLDER = "node_modules/"
_ALGORITHMS = {"sha512": HashAlgorithm.SHA_512, "sha1": HashAlgorithm.SHA_1}


def packages_of_pages(lock: str) -> list[Package]:
    """Return every package; one that stands in several folders at one version is one package."""
    entries: dict[str, dict[str, Any]] = json.loads(lock)["packages"]
    root = entries.pop("")
    asked = {*root.get("dependencies", {}), *root.get("devDependencies", {})}
    found: dict[str, Package] = {}
    for place, entry in entries.items():
        name = place.rpartition(_FOLDER)[2]
        key = _key(place, entry)
        before = found.get(key)
        namespace, _, short = name.rpartition("/")
        algorithm, _, digest = entry["integrity"].partition("-")
        found[key] = Package(
            key=key,
            url=PackageURL("npm", namespace or None, short, entry["version"]),
            served=not _only_builds(entry) or (before is not None and before.served),
            direct=(name in asked and place == _FOLDER + name) or (before is not None and before.direct),
            algorithm=_ALGORITHMS[algorithm],
            digests=(base64.b64decode(digest).hex(),),
            license=entry.get("license", ""),
            needs=tuple(sorted({*_needs(place, entry, entries), *(before.needs if before else ())})),
        )
    return list(found.values())


def _key(place: str, entry: dict[str, Any]) -> str:
    return f"npm:{place.rpartition(_FOLDER)[2]}@{entry['version']}"


def _only_builds(entry: dict[str, Any]) -> bool:
    return bool(entry.get("dev") or entry.get("devOptional"))


def _needs(place: str, entry: dict[str, Any], entries: dict[str, dict[str, Any]]) -> set[str]:
    """Return the packages that Node would find from this one's folder, from the nearest folder outwards."""
    found = set()
    for name in {**entry.get("dependencies", {}), **entry.get("optionalDependencies", {})}:
        folder = place + "/"
        while True:
            inside = f"{folder}{_FOLDER}{name}"
            if inside in entries:
                found.add(_key(inside, entries[inside]))
                break
            if not folder:
                break
            # From `a/node_modules/b/` to `a/`, and from `node_modules/b/` to the root.
            folder = folder.rpartition(_FOLDER)[0]
    return found
