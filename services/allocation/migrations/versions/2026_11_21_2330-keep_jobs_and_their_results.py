"""Keep long work asked for: its progress, its result, and the doors of the workers that serve every district."""

from alembic import op

from shared.row_security import district_table

revision = "2026_11_21_2330"
down_revision = "2026_11_21_2320"
branch_labels = None
depends_on = None

APP = "allocation_app"
STATES = "'queued', 'running', 'succeeded', 'failed', 'cancelled'"
CHANNEL = "job"

# A queued job that no message stands for, or a running one that nobody has spoken of for a while: its message was
# never sent, or is lost. Sending it twice is harmless, since a job is taken from its row and not from its message.
DUE = """
    SELECT district_id, job_id, kind, dispatch_count FROM job
    WHERE state IN ('queued', 'running')
        AND (dispatched_at IS NULL
            OR (state = 'queued' AND dispatched_at < now() - lost_after)
            OR (state = 'running' AND greatest(heartbeat_at, dispatched_at) < now() - lost_after))
    ORDER BY created_at LIMIT max_rows FOR UPDATE SKIP LOCKED"""
DISPATCHED = """
    UPDATE job SET dispatched_at = now(), dispatch_count = dispatch_count + 1
    FROM unnest(districts, jobs) AS sent (district_id, job_id)
    WHERE job.district_id = sent.district_id AND job.job_id = sent.job_id"""
EXPIRED = """
    WITH gone AS (DELETE FROM job WHERE finished_at < now() - kept_for RETURNING 1)
    SELECT count(*)::integer FROM gone"""
FIGURES = """
    SELECT count(*) FILTER (WHERE state = 'queued')::integer, count(*) FILTER (WHERE state = 'running')::integer,
        coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE state = 'queued')), 0)::double precision
    FROM job WHERE state IN ('queued', 'running')"""
DOORS = {
    "job_due(max_rows integer, lost_after interval)": (
        "TABLE (district_id uuid, job_id uuid, kind text, dispatch_count integer)",
        DUE,
    ),
    "job_dispatched(districts uuid[], jobs uuid[])": ("void", DISPATCHED),
    "job_remove_expired(kept_for interval)": ("integer", EXPIRED),
    "job_figures()": (
        "TABLE (queued_count integer, running_count integer, oldest_queued_s double precision)",
        FIGURES,
    ),
}


def upgrade() -> None:
    """Make the two tables and the four doors."""
    op.execute(
        f"""CREATE TABLE job (
        district_id uuid NOT NULL,
        job_id uuid NOT NULL,
        kind text NOT NULL,
        parameters jsonb NOT NULL,
        scenario_id uuid,
        state text NOT NULL CHECK (state IN ({STATES})),
        version integer NOT NULL CHECK (version > 0),
        done integer NOT NULL DEFAULT 0 CHECK (done >= 0),
        total integer NOT NULL DEFAULT 0 CHECK (total >= 0),
        note text NOT NULL DEFAULT '',
        problem jsonb,
        result bytea,
        cancel_requested boolean NOT NULL DEFAULT false,
        attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
        crash_count integer NOT NULL DEFAULT 0 CHECK (crash_count >= 0),
        dispatch_count integer NOT NULL DEFAULT 0,
        dispatched_at timestamptz,
        heartbeat_at timestamptz,
        requested_by uuid NOT NULL,
        requested_by_name text NOT NULL,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz,
        CHECK ((finished_at IS NULL) = (state IN ('queued', 'running'))),
        CHECK ((problem IS NOT NULL) = (state = 'failed')),
        CHECK (result IS NULL OR state = 'succeeded'),
        PRIMARY KEY (district_id, job_id))"""
    )
    op.execute("CREATE INDEX job_open ON job (created_at) WHERE state IN ('queued', 'running')")
    op.execute("CREATE INDEX job_finished ON job (finished_at) WHERE finished_at IS NOT NULL")
    op.execute(
        """CREATE TABLE job_file (
        district_id uuid NOT NULL,
        job_id uuid NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        sha256 text NOT NULL,
        size_bytes integer NOT NULL CHECK (size_bytes >= 0),
        content bytea NOT NULL,
        PRIMARY KEY (district_id, job_id),
        FOREIGN KEY (district_id, job_id) REFERENCES job (district_id, job_id) ON DELETE CASCADE)"""
    )
    for table, grants in (("job", "SELECT, INSERT, UPDATE"), ("job_file", "SELECT, INSERT")):
        op.execute(f"REVOKE ALL ON {table} FROM {APP}")
        for statement in district_table(table, APP, grants):
            op.execute(statement)
        # Forced row security holds for the owner too, and the doors run as the owner.
        op.execute(
            f"CREATE POLICY owner_serves_all_districts ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)"
        )
    for signature, (returns, body) in DOORS.items():
        op.execute(
            f"""CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE sql VOLATILE SECURITY DEFINER
            SET search_path = public, pg_temp AS $$ {body} $$"""
        )
        named = f"{signature.split('(')[0]}"
        op.execute(f"REVOKE ALL ON FUNCTION {named} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {named} TO {APP}")
    op.execute(
        f"""CREATE FUNCTION job_notify() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_notify('{CHANNEL}', ''); RETURN NULL; END $$"""
    )
    op.execute("CREATE TRIGGER queued AFTER INSERT ON job FOR EACH STATEMENT EXECUTE FUNCTION job_notify()")


def downgrade() -> None:
    """Drop everything again."""
    for signature in DOORS:
        op.execute(f"DROP FUNCTION {signature.split('(')[0]}")
    op.execute("DROP TABLE job_file")
    op.execute("DROP TABLE job")
    op.execute("DROP FUNCTION job_notify()")
