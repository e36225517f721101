"""Keep staff lines of payroll extracts, and what a district decides about federal rules each year."""

from alembic import op

from shared.row_security import district_table

revision = "2026_11_21_2320"
down_revision = "2026_09_14_0900"
branch_labels = None
depends_on = None

APP = "allocation_app"
CENTS = "BETWEEN 0 AND 9007199254740991"
KINDS = "'schools', 'counts', 'measures', 'revenue_sources', 'current_budgets', 'school_grants'"


def upgrade() -> None:
    """Take staff as a kind of import, and make the two tables."""
    op.execute("ALTER TABLE data_import DROP CONSTRAINT data_import_kind_check")
    op.execute(f"ALTER TABLE data_import ADD CONSTRAINT data_import_kind_check CHECK (kind IN ({KINDS}, 'staff'))")
    # A person is a number within one import: no employee id, no name, nothing that leads back without the file.
    op.execute(
        f"""CREATE TABLE staff_line (
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        position integer NOT NULL,
        origin_row integer NOT NULL,
        person integer NOT NULL CHECK (person > 0),
        school_id text NOT NULL,
        job_class text NOT NULL,
        fte numeric(8, 4) NOT NULL CHECK (fte >= 0),
        salary_cents bigint NOT NULL CHECK (salary_cents {CENTS}),
        benefits_cents bigint NOT NULL CHECK (benefits_cents {CENTS}),
        longevity_cents bigint NOT NULL CHECK (longevity_cents BETWEEN 0 AND salary_cents),
        funding text NOT NULL,
        federal boolean NOT NULL,
        years numeric(5, 2) CHECK (years >= 0),
        PRIMARY KEY (district_id, import_id, position),
        FOREIGN KEY (district_id, import_id) REFERENCES data_import (district_id, import_id))"""
    )
    op.execute(
        """CREATE TABLE compliance_settings (
        district_id uuid NOT NULL,
        fiscal_year integer NOT NULL CHECK (fiscal_year BETWEEN 1990 AND 2100),
        topic text NOT NULL CHECK (topic IN ('title_one', 'checks', 'salaries')),
        version integer NOT NULL CHECK (version > 0),
        document jsonb NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        changed_by_name text NOT NULL,
        PRIMARY KEY (district_id, fiscal_year, topic))"""
    )
    for table, grants in (("staff_line", "SELECT, INSERT"), ("compliance_settings", "SELECT, INSERT, UPDATE")):
        op.execute(f"REVOKE ALL ON {table} FROM {APP}")
        for statement in district_table(table, APP, grants):
            op.execute(statement)
    for event, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {'written_once' if each == 'ROW' else 'never_emptied'} BEFORE {event} ON staff_line"
            f" FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    """Drop the tables; imports of staff keep the wider check, as they may be there."""
    op.execute("DROP TABLE compliance_settings")
    op.execute("DROP TABLE staff_line")
