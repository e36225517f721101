"""What a district owns in a service's database, as one short text that changes when any of it changes."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy import text

from deploy.local.databases import ServiceDatabase
from shared.database import Database

_TABLES = """
select table_name from information_schema.columns
where table_schema = 'public' and column_name = 'district_id' order by table_name
"""
_OF_A_TABLE = "select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from \"{table}\" t"


@asynccontextmanager
async def rows_of(database: ServiceDatabase, district_id: UUID) -> AsyncIterator[Callable[[], Awaitable[str]]]:
    """Yield a function that reads all rows of the district, under the same wall as the service."""
    reading = Database(database.app_url, pool_size=1)
    try:
        async with reading.session(district_id) as session:
            tables = (await session.execute(text(_TABLES))).scalars().all()
        query = text(" union all ".join(_OF_A_TABLE.format(table=table) for table in tables)) if tables else None

        async def read() -> str:
            if query is None:
                return ""
            async with reading.session(district_id) as session:
                return " ".join((await session.execute(query)).scalars())

        yield read
    finally:
        await reading.close()
