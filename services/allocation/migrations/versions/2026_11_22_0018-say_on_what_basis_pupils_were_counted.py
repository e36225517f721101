"""Say on what basis the pupils of an import were counted: projected, on census day, in attendance, or a higher-of."""

from alembic import op

from shared.row_security import district_table

revision = "2026_11_22_0018"
down_revision = "2026_11_21_2350"
branch_labels = None
depends_on = None

APP = "allocation_app"
BASES = "'projected', 'census_day', 'enrolled', 'ada_p1', 'ada_p2', 'ada_annual', 'higher_of_years'"


def upgrade() -> None:
    """Make the table; an import itself is written once, what it is called may be corrected."""
    op.execute(
        f"""CREATE TABLE count_basis (
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        basis text NOT NULL CHECK (basis IN ({BASES})),
        label text NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        changed_by_name text NOT NULL,
        PRIMARY KEY (district_id, import_id),
        FOREIGN KEY (district_id, import_id) REFERENCES data_import (district_id, import_id))"""
    )
    op.execute(f"REVOKE ALL ON count_basis FROM {APP}")
    for statement in district_table("count_basis", APP, "SELECT, INSERT, UPDATE"):
        op.execute(statement)


def downgrade() -> None:
    """Drop it again."""
    op.execute("DROP TABLE count_basis")
