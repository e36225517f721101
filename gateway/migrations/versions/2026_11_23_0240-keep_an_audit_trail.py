"""Keep an audit trail: who was let in, and to what, chained."""

from alembic import op

from shared.audit.tables import create_audit, drop_audit

revision = "keep_an_audit_trail"
down_revision = "link_accounts_to_providers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the door to their ends."""
    for statement in create_audit("gateway_app"):
        op.execute(statement)


def downgrade() -> None:
    """Drop them again."""
    for statement in drop_audit():
        op.execute(statement)
