"""Open the database."""

from alembic import op

revision = "open_the_database"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say whose database it is; the tables come with the operations that need them."""
    op.execute("COMMENT ON SCHEMA public IS 'SSFR analytics'")


def downgrade() -> None:
    """Take the comment away."""
    op.execute("COMMENT ON SCHEMA public IS NULL")
