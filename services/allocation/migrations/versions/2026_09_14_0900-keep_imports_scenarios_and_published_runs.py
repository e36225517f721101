"""Keep imports, scenarios and published runs."""

from alembic import op

from shared.idempotency import idempotency_table
from shared.messaging.tables import create_outbox, drop_outbox
from shared.row_security import district_table

revision = "2026_09_14_0900"
down_revision = None
branch_labels = None
depends_on = None

APP = "allocation_app"
CENTS = "BETWEEN 0 AND 9007199254740991"
SIGNED_CENTS = "BETWEEN -9007199254740991 AND 9007199254740991"
YEAR = "CHECK (fiscal_year BETWEEN 1990 AND 2100)"
OF_IMPORT = "FOREIGN KEY (district_id, import_id) REFERENCES data_import (district_id, import_id)"
OF_RUN = "FOREIGN KEY (district_id, run_id) REFERENCES allocation_run (district_id, run_id)"

CHANGEABLE = {
    "district_settings": """
        district_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        document jsonb NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        PRIMARY KEY (district_id)""",
    "import_mapping": """
        district_id uuid NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        mapping jsonb NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        PRIMARY KEY (district_id, name)""",
    "scenario": f"""
        district_id uuid NOT NULL,
        scenario_id uuid NOT NULL,
        fiscal_year integer NOT NULL {YEAR},
        name text NOT NULL,
        policy jsonb NOT NULL,
        data_versions jsonb,
        version integer NOT NULL CHECK (version > 0),
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        changed_by_name text NOT NULL,
        deleted_at timestamptz,
        PRIMARY KEY (district_id, scenario_id)""",
}

# Written once: the service may add and read, and a trigger refuses everybody the rest.
WRITTEN_ONCE = {
    "scenario_revision": """
        district_id uuid NOT NULL,
        scenario_id uuid NOT NULL,
        version integer NOT NULL,
        name text NOT NULL,
        policy jsonb NOT NULL,
        data_versions jsonb,
        note text NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        changed_by_name text NOT NULL,
        PRIMARY KEY (district_id, scenario_id, version),
        FOREIGN KEY (district_id, scenario_id) REFERENCES scenario (district_id, scenario_id)""",
    "data_import": f"""
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        fiscal_year integer NOT NULL {YEAR},
        kind text NOT NULL CHECK (kind IN
            ('schools', 'counts', 'measures', 'revenue_sources', 'current_budgets', 'school_grants')),
        version integer NOT NULL CHECK (version > 0),
        file_name text NOT NULL,
        sha256 text NOT NULL,
        mapping jsonb NOT NULL,
        report jsonb NOT NULL,
        row_count integer NOT NULL CHECK (row_count >= 0),
        accepted_count integer NOT NULL CHECK (accepted_count >= 0),
        stored_at timestamptz NOT NULL,
        stored_by uuid NOT NULL,
        stored_by_name text NOT NULL,
        PRIMARY KEY (district_id, import_id),
        UNIQUE (district_id, fiscal_year, kind, version)""",
    "school": f"""
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        position integer NOT NULL,
        origin_row integer NOT NULL,
        school_id text NOT NULL,
        name text NOT NULL,
        levels text[] NOT NULL,
        school_type text NOT NULL,
        grades_low text,
        grades_high text,
        flags text[] NOT NULL,
        opened_on date,
        closed_on date,
        PRIMARY KEY (district_id, import_id, position),
        UNIQUE (district_id, import_id, school_id),
        {OF_IMPORT}""",
    "pupil_count": f"""
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        position integer NOT NULL,
        origin_row integer NOT NULL,
        school_id text NOT NULL,
        level text NOT NULL,
        need_category text NOT NULL,
        pupil_count numeric(12, 2) NOT NULL CHECK (pupil_count >= 0),
        PRIMARY KEY (district_id, import_id, position),
        {OF_IMPORT}""",
    "measure": f"""
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        position integer NOT NULL,
        origin_row integer NOT NULL,
        school_id text NOT NULL,
        measure text NOT NULL,
        value numeric(20, 6) NOT NULL,
        PRIMARY KEY (district_id, import_id, position),
        {OF_IMPORT}""",
    "revenue_source": f"""
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        position integer NOT NULL,
        origin_row integer NOT NULL,
        source_id text NOT NULL,
        name text NOT NULL,
        funder text NOT NULL,
        restricted boolean NOT NULL,
        amount_cents bigint NOT NULL CHECK (amount_cents {CENTS}),
        account_code text,
        PRIMARY KEY (district_id, import_id, position),
        UNIQUE (district_id, import_id, source_id),
        {OF_IMPORT}""",
    "current_budget": f"""
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        position integer NOT NULL,
        origin_row integer NOT NULL,
        school_id text NOT NULL,
        source_id text,
        amount_cents bigint NOT NULL CHECK (amount_cents {SIGNED_CENTS}),
        PRIMARY KEY (district_id, import_id, position),
        {OF_IMPORT}""",
    "school_grant": f"""
        district_id uuid NOT NULL,
        import_id uuid NOT NULL,
        position integer NOT NULL,
        origin_row integer NOT NULL,
        source_id text NOT NULL,
        school_id text NOT NULL,
        label text NOT NULL,
        amount_cents bigint NOT NULL CHECK (amount_cents {SIGNED_CENTS}),
        PRIMARY KEY (district_id, import_id, position),
        {OF_IMPORT}""",
    "allocation_run": f"""
        district_id uuid NOT NULL,
        run_id uuid NOT NULL,
        fiscal_year integer NOT NULL {YEAR},
        revision integer NOT NULL CHECK (revision > 0),
        supersedes_run_id uuid,
        scenario_id uuid NOT NULL,
        scenario_name text NOT NULL,
        scenario_version integer NOT NULL,
        policy jsonb NOT NULL,
        data_versions jsonb NOT NULL,
        reason text NOT NULL CHECK (reason <> ''),
        published_at timestamptz NOT NULL,
        published_by uuid NOT NULL,
        published_by_name text NOT NULL,
        engine_version text NOT NULL,
        result_hash text NOT NULL,
        policy_hash text NOT NULL,
        inputs_hash text NOT NULL,
        total_cents bigint NOT NULL CHECK (total_cents {CENTS}),
        school_count integer NOT NULL CHECK (school_count >= 0),
        sources jsonb NOT NULL,
        components jsonb NOT NULL,
        result bytea NOT NULL,
        PRIMARY KEY (district_id, run_id),
        UNIQUE (district_id, fiscal_year, revision),
        FOREIGN KEY (district_id, supersedes_run_id) REFERENCES allocation_run (district_id, run_id),
        FOREIGN KEY (district_id, scenario_id, scenario_version)
            REFERENCES scenario_revision (district_id, scenario_id, version)""",
    "school_allocation": f"""
        district_id uuid NOT NULL,
        run_id uuid NOT NULL,
        school_id text NOT NULL,
        school_name text NOT NULL,
        levels text[] NOT NULL,
        pupil_count numeric(12, 2) NOT NULL CHECK (pupil_count >= 0),
        total_cents bigint NOT NULL CHECK (total_cents {SIGNED_CENTS}),
        formula_cents bigint NOT NULL CHECK (formula_cents {SIGNED_CENTS}),
        top_up_cents bigint NOT NULL CHECK (top_up_cents {SIGNED_CENTS}),
        reduction_cents bigint NOT NULL CHECK (reduction_cents {SIGNED_CENTS}),
        current_cents bigint CHECK (current_cents {SIGNED_CENTS}),
        minimum_cents bigint CHECK (minimum_cents {SIGNED_CENTS}),
        held_harmless boolean NOT NULL,
        component_cents bigint[] NOT NULL,
        PRIMARY KEY (district_id, run_id, school_id),
        {OF_RUN}""",
}


def upgrade() -> None:
    """Make the tables, close each to other districts, and protect what is written once."""
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% is written once: add a new version instead', TG_TABLE_NAME"
        " USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table, columns in CHANGEABLE.items():
        _create(
            table, columns, "SELECT, INSERT, UPDATE, DELETE" if table == "import_mapping" else "SELECT, INSERT, UPDATE"
        )
    for table, columns in WRITTEN_ONCE.items():
        _create(table, columns, "SELECT, INSERT")
        op.execute(
            f"CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute("CREATE INDEX scenario_by_year ON scenario (district_id, fiscal_year, scenario_id)")
    for statement in [*idempotency_table(APP), *create_outbox(APP)]:
        op.execute(statement)


def downgrade() -> None:
    """Drop everything again."""
    for statement in drop_outbox():
        op.execute(statement)
    op.execute("DROP TABLE idempotency_record")
    for table in [*reversed(WRITTEN_ONCE), *reversed(CHANGEABLE)]:
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION refuse_change()")


def _create(table: str, columns: str, grants: str) -> None:
    op.execute(f"CREATE TABLE {table} ({columns})")
    # The role may hold more by default privileges than this table should give.
    op.execute(f"REVOKE ALL ON {table} FROM {APP}")
    for statement in district_table(table, APP, grants):
        op.execute(statement)
