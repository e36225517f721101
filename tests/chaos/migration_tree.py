"""A tree of one online migration, as one of ours would expand a table under load: for the tests of the machinery."""

from pathlib import Path

ENVIRONMENT = "from shared.migrations import run_environment\n\nrun_environment()\n"
BEFORE = """
from alembic import op

revision = "before"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
"""
# New and nullable; checked without holding the table; indexed beside the writers.
EXPAND = """
from alembic import op

revision = "expand"
down_revision = "before"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE entry ADD COLUMN note text")
    op.execute("ALTER TABLE entry ADD CONSTRAINT entry_note_check CHECK (char_length(note) <= 60) NOT VALID")


def downgrade():
    op.execute("ALTER TABLE entry DROP COLUMN note")
"""
AFTER = """
from alembic import op

revision = "complete"
down_revision = "expand"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE entry VALIDATE CONSTRAINT entry_note_check")
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS entry_by_note")
        op.execute("CREATE INDEX CONCURRENTLY entry_by_note ON entry (district_id, note)")


def downgrade():
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS entry_by_note")
"""


def write_tree(folder: Path) -> Path:
    """Write the tree into the folder and return it."""
    versions = folder / "versions"
    versions.mkdir(parents=True)
    (folder / "env.py").write_text(ENVIRONMENT)
    for name, text in (("before", BEFORE), ("expand", EXPAND), ("complete", AFTER)):
        (versions / f"{name}.py").write_text(text.lstrip())
    return folder
