"""`python -m deploy.supply_chain sbom FILE | audit | secrets [--accept]`."""

import sys
from pathlib import Path

from deploy.setup.paths import ROOT
from deploy.setup.step import SetupFailed
from deploy.supply_chain import audit, sbom, secrets


def main(arguments: list[str]) -> int:
    """Do what the first word says; 1 where something is wrong, 2 where the words are."""
    try:
        match arguments:
            case ["sbom", target]:
                written = sbom.write(ROOT, Path(target))
                print(f"{target}: {written} packages")
            case ["audit"]:
                audit.audit(ROOT)
            case ["secrets"]:
                secrets.check(ROOT)
            case ["secrets", "--accept"]:
                secrets.accept(ROOT)
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except SetupFailed as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
