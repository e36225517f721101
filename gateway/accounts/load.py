"""`python -m gateway.accounts.load FILE`: create the demonstration district and the accounts in FILE.

A second run changes nothing. Refused outside demo mode.
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from uuid import UUID

import structlog

from gateway.accounts import demo
from gateway.accounts.passwords import Passwords
from gateway.accounts.store import Accounts
from shared import logs
from shared.database import Database

log = structlog.get_logger(__name__)


async def _load(options: argparse.Namespace, url: str) -> int:
    database = Database(url, 1)
    try:
        entries = demo.read_file(options.file)
        return await demo.load_entries(
            Accounts(database), Passwords(), entries, options.district_id, options.district_name
        )
    finally:
        await database.close()


def main() -> int:
    """Read the arguments and DATABASE_URL, and load."""
    logs.configure("gateway-accounts")
    parser = argparse.ArgumentParser(prog="python -m gateway.accounts.load", description=__doc__)
    parser.add_argument("file", type=Path, help="JSON list of username, password, display_name, role, school_ids")
    parser.add_argument("--district-id", type=UUID, default=demo.DISTRICT_ID)
    parser.add_argument("--district-name", default=demo.DISTRICT_NAME)
    options = parser.parse_args()
    if os.environ.get("SSFR_MODE") != "demo":
        log.error("demonstration accounts are for SSFR_MODE=demo only; use python -m gateway.accounts.create")
        return 2
    written = asyncio.run(_load(options, os.environ["DATABASE_URL"]))
    log.info("demonstration accounts are there", written=written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
