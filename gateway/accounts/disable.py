"""`python -m gateway.accounts.disable USERNAME`: shut an account out at once; `--enable` lets it in again."""

import argparse
import asyncio
import os
import sys

from gateway.accounts.account import normal_username
from gateway.accounts.store import Accounts
from shared.database import Database


async def set_disabled(username: str, url: str, *, disabled: bool) -> bool:
    """Return whether there is such an account."""
    database = Database(url, 1)
    try:
        accounts = Accounts(database)
        found = await accounts.find(normal_username(username))
        if found is not None:
            await accounts.set_disabled(found[0], disabled=disabled)
        return found is not None
    finally:
        await database.close()


def main() -> int:
    """Read the arguments and DATABASE_URL."""
    parser = argparse.ArgumentParser(prog="python -m gateway.accounts.disable", description=__doc__)
    parser.add_argument("username")
    parser.add_argument("--enable", action="store_true")
    options = parser.parse_args()
    if asyncio.run(set_disabled(options.username, os.environ["DATABASE_URL"], disabled=not options.enable)):
        return 0
    sys.stderr.write(f"There is no account {options.username}.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
