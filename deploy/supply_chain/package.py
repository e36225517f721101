"""One locked package, whichever lock it stands in."""

from dataclasses import dataclass, field

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from packageurl import PackageURL


@dataclass(frozen=True, slots=True)
class Package:
    """What a lock says of a package."""

    key: str  # one in the document
    url: PackageURL
    served: bool  # part of what runs in a district, rather than of building and testing it
    direct: bool  # we ask for it ourselves
    algorithm: HashAlgorithm
    digests: tuple[str, ...]  # hexadecimal; Python has a file for each platform
    license: str = ""  # an SPDX expression, where the lock has it
    properties: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = field(default=())  # keys

    def component(self) -> Component:
        """Return the package in CycloneDX's words."""
        return Component(
            name=f"{self.url.namespace}/{self.url.name}" if self.url.namespace else self.url.name,
            version=self.url.version,
            type=ComponentType.LIBRARY,
            bom_ref=self.key,
            purl=self.url,
            scope=ComponentScope.REQUIRED if self.served else ComponentScope.EXCLUDED,
            hashes=[HashType(alg=self.algorithm, content=each) for each in self.digests],
            licenses=[LicenseExpression(self.license)] if self.license else [],
            properties=[Property(name=name, value=value) for name, value in self.properties],
        )
