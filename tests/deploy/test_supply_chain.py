"""What the locks bring in is written down, faults and missing answers are told apart, secrets are found."""

import json
import subprocess
import tomllib
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.setup import lockfile
from deploy.setup.step import SetupFailed
from deploy.supply_chain import audit, sbom, secrets
from deploy.supply_chain.locked_npm import packages_of_pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    target = tmp_path_factory.mktemp("sbom") / "build" / "ssfr.cdx.json"
    sbom.write(ROOT, target)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(target.read_text()) is None
    read: dict[str, list[dict[str, object]]] = json.loads(target.read_text())
    return read


def test_every_locked_package_is_in_the_document_with_its_hashes(document: dict[str, list[dict[str, str]]]) -> None:
    urls = {each["purl"] for each in document["components"]}
    python = lockfile.blocks((ROOT / "requirements.lock").read_text())
    assert {url.removeprefix("pkg:pypi/").partition("@")[0] for url in urls if "pypi" in url} == set(python)
    npm = json.loads((ROOT / "frontend/package-lock.json").read_text())["packages"]
    wanted = {f"{place.rpartition('node_modules/')[2]}@{entry['version']}" for place, entry in npm.items() if place}
    found = {url.removeprefix("pkg:npm/").replace("%40", "@", 1) for url in urls if url.startswith("pkg:npm/")}
    assert found == wanted
    assert all(each["hashes"] for each in document["components"])


def test_what_runs_in_a_district_is_told_from_what_only_builds_and_tests(
    document: dict[str, list[dict[str, str]]],
) -> None:
    scope = {each["name"]: each["scope"] for each in document["components"]}
    assert {scope[name] for name in ("fastapi", "starlette", "numpy", "argon2-cffi", "react", "react-dom")} == {
        "required"
    }
    assert {scope[name] for name in ("pytest", "mypy", "pip-audit", "vite", "vitest")} == {"excluded"}


def test_the_document_says_who_needs_whom(document: dict[str, list[dict[str, list[str]]]]) -> None:
    needs = {str(each["ref"]): each.get("dependsOn", []) for each in document["dependencies"]}
    ours = {reference.partition("@")[0] for reference in needs["ssfr"]}
    assert {"pypi:fastapi", "npm:react"} <= ours
    assert "pypi:starlette" not in ours
    fastapi = next(reference for reference in needs if reference.startswith("pypi:fastapi@"))
    assert "pypi:starlette" in {reference.partition("@")[0] for reference in needs[fastapi]}


def test_the_same_locks_give_the_same_document(tmp_path: Path) -> None:
    sbom.write(ROOT, tmp_path / "one.json")
    sbom.write(ROOT, tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_package_of_the_pages_needs_what_node_would_find() -> None:
    digest = "sha512-" + "A" * 86 + "=="
    lock = {
        "": {"dependencies": {"a": "1"}, "devDependencies": {"b": "1"}},
        "node_modules/a": {"version": "1.0.0", "integrity": digest, "dependencies": {"b": "2", "@x/c": "1"}},
        "node_modules/a/node_modules/b": {"version": "2.0.0", "integrity": digest},
        "node_modules/b": {"version": "1.0.0", "integrity": digest, "dev": True, "dependencies": {"@x/c": "1"}},
        "node_modules/@x/c": {"version": "1.0.0", "integrity": digest, "license": "MIT"},
    }
    found = {each.key: each for each in packages_of_pages(json.dumps({"packages": lock}))}
    assert found["npm:a@1.0.0"].needs == ("npm:@x/c@1.0.0", "npm:b@2.0.0")
    assert found["npm:b@1.0.0"].needs == ("npm:@x/c@1.0.0",)
    assert {key for key, each in found.items() if each.direct} == {"npm:a@1.0.0", "npm:b@1.0.0"}
    assert {key for key, each in found.items() if not each.served} == {"npm:b@1.0.0"}
    assert found["npm:@x/c@1.0.0"].url.to_string() == "pkg:npm/%40x/c@1.0.0"


def answer(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


SOUND: dict[str, object] = {"name": "fastapi", "version": "1", "vulns": []}
FAULTY: dict[str, object] = {"name": "attrs", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}


@pytest.mark.parametrize(
    ("code", "out", "says"),
    [
        (0, answer(SOUND), None),
        (1, answer(SOUND, FAULTY), "attrs 1: PYSEC-1, mended in 2"),
        (0, answer(SOUND, {"name": "six", "skip_reason": "not on PyPI"}), "six was not checked: not on PyPI"),
        (1, "", "no answer"),
        (0, "", "no answer"),
        (0, answer(), "no answer"),
        (1, answer(SOUND), "no answer"),
    ],
)
def test_only_an_answer_about_python_packages_without_faults_is_good(code: int, out: str, says: str | None) -> None:
    found = "\n".join(audit.python_verdict(code, out, "connection refused"))
    assert (found == "") if says is None else (says in found)


@pytest.mark.parametrize(
    ("code", "out", "says"),
    [
        (0, '{"vulnerabilities": {}}', None),
        (1, '{"vulnerabilities": {"vite": {"severity": "high", "range": "<6"}}}', "vite: high, <6"),
        (1, '{"message": "audit endpoint returned an error"}', "no answer"),
        (0, "", "no answer"),
        (0, "[]", "no answer"),
        (1, '{"vulnerabilities": {}}', "ended with 1"),
    ],
)
def test_only_an_answer_about_npm_packages_without_faults_is_good(code: int, out: str, says: str | None) -> None:
    found = "\n".join(audit.pages_verdict(code, out, "405 Method Not Allowed"))
    assert (found == "") if says is None else (says in found)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    folder.mkdir()
    subprocess.run(["git", "init", "-q", folder], check=True)
    (folder / "settings.py").write_text('NAME = "ssfr"\n')
    (folder / ".gitignore").write_text("kept-out.py\n")
    secrets.accept(folder)
    return folder


# In two parts, or this file would itself be found.
KEY = 'aws_key = "AKIA' + 'QYLPMN5HFIQR7XYA"\n'


def test_a_new_secret_fails_until_it_is_taken_out_or_accepted(checkout: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    secrets.check(checkout, seen)
    (checkout / "new.py").write_text(f"\n{KEY}")
    for _ in range(2):  # what is bad is not remembered as clean
        with pytest.raises(SetupFailed, match=r"new\.py:2: AWS Access Key"):
            secrets.check(checkout, seen)
    secrets.accept(checkout)
    secrets.check(checkout, seen)
    (checkout / "settings.py").write_text(KEY)
    with pytest.raises(SetupFailed, match=r"settings\.py:1: AWS Access Key"):
        secrets.check(checkout, seen)


def test_a_secret_taken_out_of_the_baseline_is_found_again(checkout: Path, tmp_path: Path) -> None:
    (checkout / "new.py").write_text(KEY)
    before = (checkout / secrets.BASELINE).read_text()
    secrets.accept(checkout)
    secrets.check(checkout, tmp_path / "seen")
    (checkout / secrets.BASELINE).write_text(before)
    with pytest.raises(SetupFailed, match="AWS Access Key"):
        secrets.check(checkout, tmp_path / "seen")


def test_what_git_ignores_is_not_read(checkout: Path, tmp_path: Path) -> None:
    (checkout / "kept-out.py").write_text(KEY)
    secrets.check(checkout, tmp_path / "seen")


def test_the_baseline_asks_no_other_service_whether_a_key_works() -> None:
    rules = json.loads((ROOT / secrets.BASELINE).read_text())["filters_used"]
    assert not [rule for rule in rules if "verification" in rule["path"]]


def test_ruff_stands_for_bandit() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert "S" in rules["select"]
