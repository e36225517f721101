"""What the pages and their tools import is declared: nothing works only because another package brought it along."""

import json
import re

from tests.conftest import ROOT

FRONTEND = ROOT / "frontend"
PACKAGE = json.loads((FRONTEND / "package.json").read_text())
DECLARED = PACKAGE["dependencies"].keys() | PACKAGE["devDependencies"].keys()
NAME = r"""['"]((?:@[a-z]|[a-z])[a-z0-9:./@-]*)['"]"""
IMPORTED = re.compile(rf"^import {NAME};?$|^(?:import|export|}}) ?.*\bfrom {NAME};?$|\bimport\({NAME}\)", re.MULTILINE)
OURS = ("@app/", "@charts/", "@features/", "@kit/", "@lib/", "node:", "virtual:")


def packages() -> dict[str, str]:
    """Return every package that is imported, with a file that does."""
    found: dict[str, str] = {}
    files = [*FRONTEND.glob("*.ts"), *FRONTEND.glob("scripts/*"), *FRONTEND.glob("src/**/*.ts*")]
    for path in files:
        for each in IMPORTED.findall(path.read_text()):
            name = "".join(each)
            if not name.startswith(OURS):
                parts = name.split("/")
                package = "/".join(parts[:2] if name.startswith("@") else parts[:1])
                found.setdefault(package, str(path.relative_to(ROOT)))
    return found


def test_every_imported_package_is_declared() -> None:
    found = packages()
    assert {"react", "vite", "@lingui/conf"} <= found.keys()
    assert {name: where for name, where in found.items() if name not in DECLARED} == {}


def test_the_lock_names_what_is_declared_by_hash_and_no_address() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text())
    root = lock["packages"][""]
    assert root["dependencies"] == PACKAGE["dependencies"]
    assert root["devDependencies"] == PACKAGE["devDependencies"]
    for place, each in lock["packages"].items():
        assert not place or each["integrity"].startswith("sha512-"), place
        assert "resolved" not in each, place
