"""docker-compose.yml and the Dockerfile, checked without a container engine."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from deploy.containers.secrets import make_secrets
from deploy.local.databases import SERVICES

ROOT = Path(__file__).resolve().parents[2]
ONE_SHOT = re.compile(r"^(databases|provision|demo|migrate-.*)$")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """Return docker-compose.yml with its merges resolved."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


def test_it_follows_the_compose_specification(compose: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "tests/deploy/compose-spec/compose-spec.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    problems = jsonschema.Draft202012Validator(schema).iter_errors(compose)
    assert [f"{'/'.join(map(str, problem.path))}: {problem.message}" for problem in problems] == []


def test_the_schema_is_not_blind(compose: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "tests/deploy/compose-spec/compose-spec.json").read_text())
    broken = compose | {"services": compose["services"] | {"gateway": {"imagee": "x"}}}
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(broken))


def test_every_lasting_service_has_a_health_check_and_every_job_ends(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        if ONE_SHOT.match(name):
            assert service["restart"] == "no", name
        else:
            assert service["restart"] == "unless-stopped", name
            assert service["healthcheck"]["test"], name


def test_all_services_are_there_with_their_workers_and_their_own_migrations(compose: dict[str, Any]) -> None:
    for service in SERVICES:
        assert service in compose["services"]
        assert f"migrate-{service}" in compose["services"]
        secrets = compose["services"][f"migrate-{service}"]["secrets"]
        assert secrets == [{"source": f"{service}-owner-url", "target": "owner-url"}]
        waits = compose["services"][service]["depends_on"]
        assert waits[f"migrate-{service}"] == {"condition": "service_completed_successfully"}
    workers = {path.parent.name for path in (ROOT / "services").glob("*/worker.py")}
    assert {f"{name}-worker" for name in workers} <= set(compose["services"])


def test_only_migrations_hold_the_owners_secret_and_only_the_gateway_signs(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for secret in service.get("secrets", []):
            source = secret["source"] if isinstance(secret, dict) else secret
            assert source in compose["secrets"]
            if source.endswith("-owner-url"):
                assert name.startswith("migrate-")
            if source == "identity-private":
                assert name == "gateway"
            if source == "audit-private":
                assert name in {"gateway", "allocation-worker"}
            if source.endswith("-app-url"):
                assert name.removesuffix("-worker") == source.removesuffix("-app-url")


def test_only_the_gateway_can_be_reached_from_outside(compose: dict[str, Any]) -> None:
    assert {name for name, service in compose["services"].items() if "ports" in service} == {"gateway"}
    assert compose["networks"]["inside"]["internal"] is True
    outside = {name for name, service in compose["services"].items() if "outside" in service["networks"]}
    assert outside == {"gateway"}


def test_no_secret_stands_in_the_files(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for key, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|KEY|SECRET|_URL", key) and "UPSTREAM" not in key:
                assert key.endswith(("_FILE", "PUBLIC_URL", "MONITOR_URL")), f"{name}: {key}={value}"


def test_every_named_secret_is_made_readable_for_the_containers(compose: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    made = set(make_secrets(folder))
    wanted = {Path(secret["file"]).name for secret in compose["secrets"].values()}
    assert made == wanted
    assert folder.stat().st_mode & 0o077 == 0
    assert all((folder / name).stat().st_mode & 0o777 == 0o444 for name in wanted)
    before = {name: (folder / name).read_text() for name in wanted}
    assert make_secrets(folder) == []
    assert before == {name: (folder / name).read_text() for name in wanted}


def test_the_entrypoint_turns_secret_files_into_settings(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://a:b'c$d@host/x")
    entrypoint = ROOT / "deploy/containers/entrypoint.sh"
    assert os.access(entrypoint, os.X_OK)
    done = subprocess.run(
        [entrypoint, "sh", "-c", 'printf "%s|%s" "$DATABASE_URL" "${DATABASE_URL_FILE-gone}"'],
        env={"PATH": os.environ["PATH"], "DATABASE_URL_FILE": str(tmp_path / "url")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "postgresql://a:b'c$d@host/x|gone"


def test_the_dockerfile_copies_what_exists_builds_what_compose_names_and_runs_as_nobody_special(
    compose: dict[str, Any],
) -> None:
    text = (ROOT / "deploy/Dockerfile").read_text()
    stages = re.split(r"(?m)^FROM ", text)[1:]
    names = {match[1] for stage in stages if (match := re.match(r"\S+ AS (\S+)", stage))}
    for line in re.findall(r"(?m)^COPY (?!--from)(.+)$", text):
        for source in line.split()[:-1]:
            assert "${SERVICE}" in source or (ROOT / source).exists(), source
    for used in re.findall(r"COPY --from=(\S+)", text):
        assert used in names
    for name, service in compose["services"].items():
        if "build" in service:
            assert (ROOT / service["build"]["dockerfile"]).exists()
            assert service["build"]["target"] in names, name
    for final in ("service", "gateway", "jobs"):
        stage = next(stage for stage in stages if re.match(rf"\S+ AS {final}\n", stage))
        assert re.search(r"(?m)^USER 10001$", stage), final
