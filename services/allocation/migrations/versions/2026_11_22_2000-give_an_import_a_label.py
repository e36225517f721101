"""Give an import a label, such as low, likely or high, by which people tell its versions apart."""

from alembic import op

revision = "2026_11_22_2000"
down_revision = "2026_11_22_0305"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the label; imports of before have none."""
    op.execute(
        "ALTER TABLE data_import ADD COLUMN label text NOT NULL DEFAULT ''"
        " CONSTRAINT data_import_label_check CHECK (char_length(label) <= 60)"
    )


def downgrade() -> None:
    """Forget the labels."""
    op.execute("ALTER TABLE data_import DROP COLUMN label")
