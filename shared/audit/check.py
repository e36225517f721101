"""`python -m shared.audit.check`: hold every chain of a service against its signed checkpoints.

Reads SSFR_SERVICE, DATABASE_URL (the application's role is enough), SSFR_AUDIT_FOLDER and SSFR_AUDIT_PUBLIC_KEYS_FILE.
Ends with 0 when every chain is intact, with 1 when one is not.
"""

import asyncio
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from shared.audit.chain import START
from shared.audit.checkpoint import CheckpointVerifier
from shared.audit.checkpoint_file import CheckpointFolder
from shared.audit.judge import Judge, Verdict, read_checkpoints
from shared.audit.reader import along, head_of, heads
from shared.clock import utc_now
from shared.database import Database

_HAS_A_TRAIL = text("SELECT to_regclass('public.audit_head') IS NOT NULL")


async def check_service(
    service: str, database: Database, folder: Path, verifier: CheckpointVerifier, now: datetime
) -> dict[UUID, Verdict]:
    """Return the verdict on each district's chain; on those too of which only checkpoints are left."""
    async with database.engine.connect() as connection:
        if not await connection.scalar(_HAS_A_TRAIL):
            return {}
    checkpoints = CheckpointFolder(folder, service)
    districts = {*await heads(database), *checkpoints.districts()}
    return {each: await check_district(service, each, database, folder, verifier, now) for each in sorted(districts)}


async def check_district(
    service: str, district_id: UUID, database: Database, folder: Path, verifier: CheckpointVerifier, now: datetime
) -> Verdict:
    """Return the verdict on one district's chain, at the end it has when it is asked."""
    # In this order: entries are added meanwhile, and what is read later may only be more.
    lines = await asyncio.to_thread(CheckpointFolder(folder, service).lines, district_id)
    head = await head_of(database, district_id)
    judge = Judge(read_checkpoints(service, district_id, lines, verifier), now)
    end = head or START
    async for entry in along(database, district_id, to=end.sequence):
        judge.take(entry)
    beyond = [entry async for entry in along(database, district_id, end.sequence, end.sequence + 1)]
    if beyond and await head_of(database, district_id) == head:
        judge.take(beyond[0])
    return judge.verdict(head)


def report(service: str, verdicts: Mapping[UUID, Verdict]) -> list[str]:
    """Return the verdicts as lines for whoever asked."""
    if not verdicts:
        return [f"{service}: nothing is recorded yet."]
    told = []
    for district_id, verdict in verdicts.items():
        first, *more = verdict.lines
        told += [f"{service}, district {district_id}: {first}", *(f"    {line}" for line in more)]
    return told


def main(environment: Mapping[str, str]) -> int:
    """Check the service of this environment."""
    names = ("SSFR_SERVICE", "DATABASE_URL", "SSFR_AUDIT_FOLDER", "SSFR_AUDIT_PUBLIC_KEYS_FILE")
    if missing := [name for name in names if not environment.get(name)]:
        sys.stderr.write(f"Set {', '.join(missing)}.\n")
        return 2
    service, url, folder, keys = (environment[name] for name in names)

    async def check() -> dict[UUID, Verdict]:
        database = Database(url, 1)
        try:
            return await check_service(
                service, database, Path(folder), CheckpointVerifier.from_file(Path(keys)), utc_now()
            )
        finally:
            await database.close()

    verdicts = asyncio.run(check())
    sys.stdout.write("\n".join(report(service, verdicts)) + "\n")
    return 1 if any(verdict.findings for verdict in verdicts.values()) else 0


if __name__ == "__main__":
    sys.exit(main(os.environ))
