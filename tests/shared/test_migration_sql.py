"""The SQL of every migration, read by squawk: what blocks writers or breaks the release before is found here."""

import importlib.util
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations

ROOT = Path(__file__).resolve().parents[2]
REVISIONS = sorted(ROOT.glob("services/*/migrations/versions/*.py"))
# `shared/migrations.py` sets it before a migration begins.
SESSION = "SET lock_timeout = '1s';\nBEGIN;\n"
LEFT_OUT = (
    # Fiscal years, positions in a file and versions never reach two thousand million; cents are bigint.
    "prefer-bigint-over-int",
    # Filling a new column may take its time, in batches; what others wait for is bounded by the lock's timeout.
    "require-statement-timeout",
)
REPLACED = "the list of kinds grows, so no row of the release before can break it; one row for each import to look at"
ACCEPTED = {
    ("allocation/2026_11_21_2320-keep_staff_and_compliance_settings", "ban-drop-constraint"): REPLACED,
    ("allocation/2026_11_21_2320-keep_staff_and_compliance_settings", "constraint-missing-not-valid"): REPLACED,
    ("allocation/2026_11_22_0305-keep_what_schools_really_spent", "ban-drop-constraint"): REPLACED,
    ("allocation/2026_11_22_0305-keep_what_schools_really_spent", "constraint-missing-not-valid"): REPLACED,
    ("planning/2026_11_21_2030-receive_published_funding", "prefer-text-field"): "widening rewrites nothing",
}


def name_of(revision: Path) -> str:
    return f"{revision.parts[-4]}/{revision.stem}"


def sql_of(revision: Path) -> str:
    """Return what a revision would run, as `alembic upgrade --sql` writes it, without a database."""
    spec = importlib.util.spec_from_file_location(f"revision_{revision.stem}", revision)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written, "literal_binds": True}
    )
    with Operations.context(context):
        module.upgrade()
    return f"{SESSION}{written.getvalue()}COMMIT;\n"


def squawk(*files: Path) -> set[tuple[str, str, str]]:
    """Return squawk's findings as (file's stem, rule, message)."""
    program = str(Path(sys.executable).parent / "squawk")
    rules = [part for rule in LEFT_OUT for part in ("--exclude", rule)]
    done = subprocess.run(
        [program, "--pg-version", "18", "--reporter", "json", *rules, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return {(Path(each["file"]).stem, each["rule_name"], each["message"]) for each in json.loads(done.stdout)}


def test_no_migration_blocks_writers_or_breaks_the_release_before(tmp_path: Path) -> None:
    names: dict[str, str] = {}
    for number, revision in enumerate(REVISIONS):
        (tmp_path / f"{number}.sql").write_text(sql_of(revision))
        names[str(number)] = name_of(revision)
    found = {(names[stem], rule): message for stem, rule, message in squawk(*tmp_path.glob("*.sql"))}
    new = {place: message for place, message in found.items() if place not in ACCEPTED}
    assert new == {}
    assert {place for place in ACCEPTED if place not in found} == set(), "accepted and no longer there"


def test_every_service_has_migrations_that_are_read() -> None:
    assert {name_of(revision).partition("/")[0] for revision in REVISIONS} == {
        folder.parent.name for folder in ROOT.glob("services/*/migrations") if folder.is_dir()
    }
    assert "CREATE TABLE" in "".join(sql_of(revision) for revision in REVISIONS)


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("CREATE INDEX late ON run (fiscal_year);", "require-concurrent-index-creation"),
        ("ALTER TABLE run ADD COLUMN note text NOT NULL;", "adding-required-field"),
        ("ALTER TABLE run DROP COLUMN note;", "ban-drop-column"),
        ("ALTER TABLE run RENAME COLUMN note TO remark;", "renaming-column"),
        ("ALTER TABLE run ALTER COLUMN note TYPE integer USING 1;", "changing-column-type"),
        ("ALTER TABLE run ADD CONSTRAINT some CHECK (fiscal_year > 0);", "constraint-missing-not-valid"),
        ("SELECT FROM WHERE;", "syntax-error"),
    ],
)
def test_what_would_hurt_is_found(tmp_path: Path, statement: str, rule: str) -> None:
    (tmp_path / "bad.sql").write_text(f"{SESSION}{statement}\nCOMMIT;\n")
    assert rule in {found for _, found, _ in squawk(tmp_path / "bad.sql")}
