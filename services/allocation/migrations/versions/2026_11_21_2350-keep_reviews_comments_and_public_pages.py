"""Keep what people said and decided about scenarios, which one a year adopted, and which publications are public."""

from alembic import op

from shared.row_security import district_table

revision = "2026_11_21_2350"
down_revision = "2026_11_21_2345"
branch_labels = None
depends_on = None

APP = "allocation_app"
YEAR = "CHECK (fiscal_year BETWEEN 1990 AND 2100)"
OF_SCENARIO = "FOREIGN KEY (district_id, scenario_id) REFERENCES scenario (district_id, scenario_id)"
OF_RUN = "FOREIGN KEY (district_id, run_id) REFERENCES allocation_run (district_id, run_id)"

ACTIONS = (
    "'submitted', 'withdrawn', 'sent_back', 'approved', 'board_approved', 'adopted', 'published', 'revised',"
    " 'made_public', 'made_private'"
)
STATES = "'draft', 'in_review', 'approved', 'board_approved', 'published', 'revised'"

# A page that nobody signs in for has no district of its own: it asks by the run's id, and sees what was made public.
PUBLIC_READ = """
    SELECT page.district_id, page.document, page.content_hash, page.opened_at, newer.run_id
    FROM public_allocation AS page
    LEFT JOIN LATERAL (
        SELECT later.run_id FROM public_allocation AS later
        WHERE later.district_id = page.district_id AND later.fiscal_year = page.fiscal_year
            AND later.revision > page.revision AND later.closed_at IS NULL
        ORDER BY later.revision DESC LIMIT 1
    ) AS newer ON true
    WHERE page.run_id = wanted AND page.closed_at IS NULL LIMIT 1"""
PUBLIC_LIST = """
    SELECT page.run_id, page.fiscal_year, page.revision, page.published_at, page.total_cents, page.school_count
    FROM public_allocation AS page
    WHERE page.closed_at IS NULL
        AND page.district_id = (SELECT known.district_id FROM public_allocation AS known
            WHERE known.run_id = like_run AND known.closed_at IS NULL LIMIT 1)
    ORDER BY page.fiscal_year DESC, page.revision DESC LIMIT 50"""
LISTED = (
    "run_id uuid, fiscal_year integer, revision integer, published_at timestamptz,"
    " total_cents bigint, school_count integer"
)
DOORS = {
    "public_allocation_read(wanted uuid)": (
        "TABLE (district_id uuid, document bytea, content_hash text, opened_at timestamptz, newer_run_id uuid)",
        PUBLIC_READ,
    ),
    "public_allocation_list(like_run uuid)": (
        f"TABLE ({LISTED})",
        PUBLIC_LIST,
    ),
}

TABLES = {
    "scenario_comment": (
        f"""
        district_id uuid NOT NULL,
        comment_id uuid NOT NULL,
        scenario_id uuid NOT NULL,
        scenario_version integer NOT NULL,
        thread_id uuid NOT NULL,
        body text NOT NULL CHECK (body <> '' AND length(body) <= 4000),
        school_id text,
        source_id text,
        written_at timestamptz NOT NULL,
        written_by uuid NOT NULL,
        written_by_name text NOT NULL,
        written_as text NOT NULL,
        resolved_at timestamptz,
        resolved_by_name text,
        CHECK ((resolved_at IS NULL) = (resolved_by_name IS NULL)),
        CHECK (resolved_at IS NULL OR thread_id = comment_id),
        PRIMARY KEY (district_id, comment_id),
        {OF_SCENARIO},
        FOREIGN KEY (district_id, thread_id) REFERENCES scenario_comment (district_id, comment_id)""",
        "SELECT, INSERT, UPDATE (resolved_at, resolved_by_name)",
    ),
    "review_action": (
        f"""
        district_id uuid NOT NULL,
        action_id uuid NOT NULL,
        fiscal_year integer NOT NULL {YEAR},
        scenario_id uuid NOT NULL,
        scenario_version integer NOT NULL,
        action text NOT NULL CHECK (action IN ({ACTIONS})),
        state text NOT NULL CHECK (state IN ({STATES})),
        reason text NOT NULL CHECK (length(reason) <= 4000),
        result_hash text,
        run_id uuid,
        acted_at timestamptz NOT NULL,
        acted_by uuid NOT NULL,
        acted_by_name text NOT NULL,
        acted_as text NOT NULL,
        PRIMARY KEY (district_id, action_id),
        {OF_SCENARIO},
        {OF_RUN}""",
        "SELECT, INSERT",
    ),
    "adopted_scenario": (
        f"""
        district_id uuid NOT NULL,
        fiscal_year integer NOT NULL {YEAR},
        scenario_id uuid NOT NULL,
        scenario_version integer NOT NULL,
        adopted_at timestamptz NOT NULL,
        adopted_by uuid NOT NULL,
        adopted_by_name text NOT NULL,
        PRIMARY KEY (district_id, fiscal_year),
        {OF_SCENARIO}""",
        "SELECT, INSERT, UPDATE",
    ),
    "publication_rule": (
        """
        district_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        requires text NOT NULL CHECK (requires IN ('nothing', 'approval', 'board_approval')),
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        changed_by_name text NOT NULL,
        PRIMARY KEY (district_id)""",
        "SELECT, INSERT, UPDATE",
    ),
    "public_allocation": (
        f"""
        district_id uuid NOT NULL,
        run_id uuid NOT NULL,
        fiscal_year integer NOT NULL {YEAR},
        revision integer NOT NULL,
        published_at timestamptz NOT NULL,
        total_cents bigint NOT NULL,
        school_count integer NOT NULL,
        document bytea NOT NULL,
        content_hash text NOT NULL,
        opened_at timestamptz NOT NULL,
        opened_by uuid NOT NULL,
        opened_by_name text NOT NULL,
        closed_at timestamptz,
        closed_by_name text,
        CHECK ((closed_at IS NULL) = (closed_by_name IS NULL)),
        PRIMARY KEY (district_id, run_id),
        {OF_RUN}""",
        "SELECT, INSERT, UPDATE",
    ),
}


def upgrade() -> None:
    """Make the tables, close each to other districts, and open the doors of the public page."""
    for table, (columns, grants) in TABLES.items():
        op.execute(f"CREATE TABLE {table} ({columns})")
        op.execute(f"REVOKE ALL ON {table} FROM {APP}")
        for statement in district_table(table, APP, grants):
            op.execute(statement)
    # What somebody decided is never unsaid: a later decision stands beside it.
    op.execute(
        "CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON review_action"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON review_action"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute("CREATE INDEX review_action_by_scenario ON review_action (district_id, scenario_id, action_id)")
    op.execute("CREATE INDEX scenario_comment_by_scenario ON scenario_comment (district_id, scenario_id, comment_id)")
    op.execute("CREATE INDEX public_allocation_by_run ON public_allocation (run_id)")
    op.execute("CREATE INDEX public_allocation_by_year ON public_allocation (district_id, fiscal_year, revision)")
    # Forced row security holds for the owner too, and the doors run as the owner.
    op.execute("CREATE POLICY owner_serves_the_public ON public_allocation FOR SELECT TO CURRENT_USER USING (true)")
    for signature, (returns, body) in DOORS.items():
        name = signature.split("(")[0]
        op.execute(
            f"""CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE sql STABLE SECURITY DEFINER
            SET search_path = public, pg_temp AS $$ {body} $$"""
        )
        op.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {APP}")


def downgrade() -> None:
    """Drop everything again."""
    for signature in DOORS:
        op.execute(f"DROP FUNCTION {signature.split('(')[0]}")
    for table in reversed(TABLES):
        op.execute(f"DROP TABLE {table}")
