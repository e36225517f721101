"""Keep the current budgets that a published run was compared with."""

from alembic import op

revision = "2026_11_23_0650"
down_revision = "receive_published_funding"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of runs received before it is not known."""
    op.execute("ALTER TABLE school_funding ADD COLUMN current_cents bigint")


def downgrade() -> None:
    """Drop it again."""
    op.execute("ALTER TABLE school_funding DROP COLUMN current_cents")
