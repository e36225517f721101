"""Keep an audit trail: who decided what, chained."""

from alembic import op

from shared.audit.tables import create_audit, drop_audit

revision = "2026_11_23_0215"
down_revision = "2026_11_22_2000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the door to their ends."""
    for statement in create_audit("allocation_app"):
        op.execute(statement)


def downgrade() -> None:
    """Drop them again."""
    for statement in drop_audit():
        op.execute(statement)
