"""Keep what each school really spent in the year before, for the per-pupil expenditure report."""

from alembic import op

from shared.row_security import district_table

revision = "2026_11_22_0305"
down_revision = "2026_11_22_0018"
branch_labels = None
depends_on = None

APP = "allocation_app"
CENTS = "BETWEEN 0 AND 9007199254740991"
KINDS = "'schools', 'counts', 'measures', 'revenue_sources', 'current_budgets', 'school_grants', 'staff'"


def upgrade() -> None:
    """Take actual expenditures as a kind of import, and make its table."""
    op.execute("ALTER TABLE data_import DROP CONSTRAINT data_import_kind_check")
    kinds = f"{KINDS}, 'actual_expenditures'"
    op.execute(f"ALTER TABLE data_import ADD CONSTRAINT data_import_kind_check CHECK (kind IN ({kinds}))")
    op.execute(
        f"""CREATE TABLE actual_expenditure (
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        position integer NOT NULL,
        origin_row integer NOT NULL,
        school_id text NOT NULL,
        pupil_count numeric(11, 2) NOT NULL CHECK (pupil_count >= 0),
        federal_personnel_cents bigint NOT NULL CHECK (federal_personnel_cents {CENTS}),
        federal_other_cents bigint NOT NULL CHECK (federal_other_cents {CENTS}),
        state_local_personnel_cents bigint NOT NULL CHECK (state_local_personnel_cents {CENTS}),
        state_local_other_cents bigint NOT NULL CHECK (state_local_other_cents {CENTS}),
        PRIMARY KEY (district_id, import_id, position),
        FOREIGN KEY (district_id, import_id) REFERENCES data_import (district_id, import_id))"""
    )
    op.execute(f"REVOKE ALL ON actual_expenditure FROM {APP}")
    for statement in district_table("actual_expenditure", APP, "SELECT, INSERT"):
        op.execute(statement)
    for event, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {'written_once' if each == 'ROW' else 'never_emptied'} BEFORE {event}"
            f" ON actual_expenditure FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    """Drop the table; imports of expenditures keep the wider check, as they may be there."""
    op.execute("DROP TABLE actual_expenditure")
