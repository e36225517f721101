"""What SQLAlchemy believes of the tables is what the migrations made."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from deploy.local.databases import ServiceDatabase
from services.allocation.store.tables import metadata


def _differences(connection: Connection) -> list[object]:
    options = {"include_object": lambda thing, name, kind, _found, _model: kind != "table" or name in metadata.tables}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


async def test_the_migrations_make_the_tables_that_the_code_knows(allocation_database: ServiceDatabase) -> None:
    engine = create_async_engine(allocation_database.owner_url)
    async with engine.connect() as connection:
        differences = await connection.run_sync(_differences)
    await engine.dispose()
    assert differences == []
