"""Writes which packages we bring along, Python's and npm's, from the two locks, as a CycloneDX document.

npm's own `npm sbom` refuses our lock: two optional packages for WebAssembly disagree on a third, which npm installs
none of. Both halves are therefore read here and written by CycloneDX's own library; the same locks give the same bytes.
"""

import hashlib
import tomllib
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.output.json import JsonV1Dot6

from deploy.supply_chain.locked_npm import packages_of_pages
from deploy.supply_chain.locked_python import packages_of_python
from deploy.supply_chain.package import Package

_NAMESPACE = uuid.UUID("5b0f3a52-6f5f-4a6b-9c1e-6a0d1d3f3c11")


def write(root: Path, target: Path) -> int:
    """Write the document and return how many packages it names."""
    locks = [root / "requirements.lock", root / "frontend" / "package-lock.json"]
    packages = [*packages_of_python(locks[0].read_text()), *packages_of_pages(locks[1].read_text())]
    bom = _document(tomllib.loads((root / "pyproject.toml").read_text())["project"], packages)
    content = hashlib.sha256(b"\0".join(lock.read_bytes() for lock in locks)).hexdigest()
    bom.serial_number = uuid.uuid5(_NAMESPACE, content)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(JsonV1Dot6(bom).output_as_string(indent=2) + "\n")
    return len(packages)


def _document(project: dict[str, str], packages: Iterable[Package]) -> Bom:
    ours = Component(
        name=project["name"], version=project["version"], type=ComponentType.APPLICATION, bom_ref=project["name"]
    )
    components = {package.key: package.component() for package in packages}
    bom = Bom(components=components.values())
    bom.metadata.component = ours
    # The time would make each document differ; when it was made says whoever keeps it.
    bom.metadata.timestamp = datetime(1970, 1, 1, tzinfo=UTC)
    needs = [
        Dependency(components[package.key].bom_ref, [Dependency(_ref(components, key)) for key in package.needs])
        for package in packages
    ]
    direct = [Dependency(components[package.key].bom_ref) for package in packages if package.direct]
    bom.dependencies = [Dependency(ours.bom_ref, direct), *needs]
    return bom


def _ref(components: dict[str, Component], key: str) -> BomRef:
    return components[key].bom_ref
