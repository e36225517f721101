"""What the documentation names exists: make targets, files, settings, modules, operations and commands."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from services.allocation.cli.main import parser
from tests.conftest import ROOT, SERVICES

PAGES = sorted(
    path
    for path in [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("services/*/README.md"),
        ROOT / "frontend/README.md",
        ROOT / "gateway/README.md",
    ]
    if "node_modules" not in path.parts
)
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
CODE = "\n".join(
    path.read_text()
    for folder in ("shared", "services", "gateway", "deploy", "tests", "bench")
    for path in ROOT.glob(f"{folder}/**/*.py")
) + "".join((ROOT / name).read_text() for name in ("Makefile", "docker-compose.yml", "frontend/vite.config.ts"))


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture(scope="module")
def paths() -> set[str]:
    found = set()
    for service in SERVICES:
        app = import_module("gateway.main" if service == "gateway" else f"services.{service}.main").app
        for path in app.openapi()["paths"]:
            found.add(path)
            if service != "gateway":
                found.add(f"/api/{service}{path}")
    return found


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_make_targets_exist(page: Path) -> None:
    named = set(re.findall(r"`make ([a-z][a-z-]*)`|^make ([a-z][a-z-]*)", page.read_text(), re.MULTILINE))
    assert {one or other for one, other in named} - TARGETS == set()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_and_pictures_exist(page: Path) -> None:
    linked = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
    local = [each for each in linked if "://" not in each and not each.startswith("mailto:")]
    assert [each for each in local if not (page.parent / each).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_settings_are_read_somewhere(page: Path) -> None:
    named = set(re.findall(r"\b(?:SSFR|NATS|DATABASE)_[A-Z][A-Z_]+[A-Z]\b", page.read_text()))
    # Settings of the typed classes are fields in lower case behind the common prefix.
    unknown = {name for name in named if name not in CODE and name.removeprefix("SSFR_").lower() not in CODE}
    assert unknown == set()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_modules_exist(page: Path) -> None:
    named = set(
        re.findall(r"python -m ((?:services|shared|gateway|deploy|bench|tests)[a-z_.]*[a-z_])", page.read_text())
    )
    assert {name for name in named if find_spec(name) is None} == set()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_addresses_exist(page: Path, paths: set[str]) -> None:
    named = set(re.findall(r"(?:GET|POST|PUT|DELETE|PATCH) (/[A-Za-z0-9_/{}.-]+)", page.read_text()))
    shapes = {re.sub(r"\{[^}]*\}", "{}", path) for path in paths}
    assert {name for name in named if re.sub(r"\{[^}]*\}", "{}", name) not in shapes} == set()


def test_the_commands_of_the_readme_are_commands() -> None:
    commands = parser()
    for line in re.findall(r"^\.venv/bin/ssfr (.+)$", (ROOT / "README.md").read_text(), re.MULTILINE):
        arguments = commands.parse_args(line.split())
        folder = getattr(arguments, "input_folder", None)
        assert folder is None or (ROOT / folder).is_dir(), line


def test_every_picture_of_a_page_on_a_phone_stands_in_a_page_of_the_docs() -> None:
    told = "".join(page.read_text() for page in PAGES)
    made = (ROOT / "docs/screenshots").glob("*-375.png")
    assert sorted(picture.name for picture in made if f"screenshots/{picture.name}" not in told) == []
