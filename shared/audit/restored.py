"""`python -m shared.audit.restored --to MOMENT`: note that a service's database was restored to an earlier moment.

Whatever was signed after that moment and is no longer there is given up by a signed line of its own, so that a check
can tell a restore from an attack. It changes nothing that is in the database. Settings as for `shared.audit.check`, and
SSFR_AUDIT_PRIVATE_KEY_FILE.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from shared.audit.chain import START
from shared.audit.checkpoint import NO_LINE, Checkpoint, CheckpointSigner, CheckpointVerifier, digest_of
from shared.audit.checkpoint_file import CheckpointFolder
from shared.audit.judge import read_checkpoints
from shared.audit.reader import along, head_of
from shared.clock import utc_now
from shared.database import Database


async def note_restore(
    service: str,
    database: Database,
    folder: Path,
    keys: tuple[CheckpointSigner, CheckpointVerifier],
    restored_to: datetime,
    now: datetime,
) -> list[UUID]:
    """Give up what is signed and not in the database; return the districts of which something was."""
    signer, verifier = keys
    checkpoints = CheckpointFolder(folder, service)
    noted = []
    for district_id in sorted(checkpoints.districts()):
        signed = read_checkpoints(service, district_id, checkpoints.lines(district_id), verifier).hashes
        head = await head_of(database, district_id) or START
        agreed = 0
        async for entry in along(database, district_id, to=max(signed, default=0)):
            if entry.sequence in signed and signed[entry.sequence][0] == entry.hash:
                agreed = entry.sequence
        if agreed == max(signed, default=0):
            continue
        with checkpoints.adding(district_id) as file:
            after = digest_of(file.lines[-1]) if file.lines else NO_LINE
            file.add(
                signer.line(Checkpoint(service, district_id, head, now, after, "restored", restored_to, keeps=agreed))
            )
        noted.append(district_id)
    return noted


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Note the restore of the service of this environment."""
    parser = argparse.ArgumentParser(prog="python -m shared.audit.restored", description=__doc__)
    parser.add_argument("--to", required=True, help="the moment that was restored, with its time zone")
    to = datetime.fromisoformat(parser.parse_args(arguments).to)
    if to.tzinfo is None:
        parser.error("give the moment's time zone, such as 2026-11-22T23:00:00Z")
    names = (
        *("SSFR_SERVICE", "DATABASE_URL", "SSFR_AUDIT_FOLDER"),
        *("SSFR_AUDIT_PRIVATE_KEY_FILE", "SSFR_AUDIT_PUBLIC_KEYS_FILE"),
    )
    if missing := [name for name in names if not environment.get(name)]:
        sys.stderr.write(f"Set {', '.join(missing)}.\n")
        return 2
    service, url, folder, private, public = (environment[name] for name in names)
    keys = CheckpointSigner.from_file(Path(private)), CheckpointVerifier.from_file(Path(public))

    async def note() -> list[UUID]:
        database = Database(url, 1)
        try:
            return await note_restore(service, database, Path(folder), keys, to.astimezone(UTC), utc_now())
        finally:
            await database.close()

    noted = asyncio.run(note())
    told = [f"{service}, district {each}: the restore is noted." for each in noted]
    sys.stdout.write("\n".join(told or [f"{service}: nothing that was signed is missing."]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
