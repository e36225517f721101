"""`python -m gateway.accounts.unlink USERNAME`: forget who an account is at the district's identity provider.

Whoever signs in there next under the account's name gets it: for an address that was given to a new person, or a
provider that gave a person a new id.
"""

import argparse
import asyncio
import os
import sys

from gateway.accounts.account import normal_username
from gateway.accounts.store import Accounts
from gateway.providers.links import ProviderLinks
from shared.database import Database


async def unlink(username: str, url: str) -> str | None:
    """Return what was done; None where there is no such account."""
    database = Database(url, 1)
    try:
        found = await Accounts(database).find(normal_username(username))
        if found is None:
            return None
        account = found[0]
        was_linked = await ProviderLinks(database).unlink(account.district_id, account.user_id)
        return f"{account.username} {'is linked to nobody any more' if was_linked else 'was linked to nobody'}"
    finally:
        await database.close()


def main() -> int:
    """Read the argument and DATABASE_URL."""
    parser = argparse.ArgumentParser(prog="python -m gateway.accounts.unlink", description=__doc__)
    parser.add_argument("username")
    options = parser.parse_args()
    done = asyncio.run(unlink(options.username, os.environ["DATABASE_URL"]))
    (sys.stdout if done else sys.stderr).write(f"{done or f'There is no account {options.username}.'}\n")
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
