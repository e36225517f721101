"""SQL for migrations: a table of a district's rows, closed to every other district."""

MINE = "district_id = nullif(current_setting('app.district', true), '')::uuid"


def district_table(table: str, app_role: str, grants: str = "SELECT, INSERT, UPDATE, DELETE") -> list[str]:
    """Return the statements that close ``table`` to other districts and open it to the service.

    ``nullif`` is needed because the setting reads ``''`` and not NULL once a transaction that
    set it has ended; without a district there are no rows.
    """
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY own_district ON {table} USING ({MINE}) WITH CHECK ({MINE})",
        f"GRANT {grants} ON {table} TO {app_role}",
    ]
