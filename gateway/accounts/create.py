"""`python -m gateway.accounts.create`: create or change one account; the password is read, never an argument.

Changing an account ends its sessions where the password changes, and changes them at once where the roles do.
"""

import argparse
import asyncio
import getpass
import os
import sys
from uuid import UUID, uuid4

from gateway.accounts.account import Account, check_username, normal_username
from gateway.accounts.passwords import WeakPassword, check_strength, hash_password
from gateway.accounts.store import Accounts
from shared.access import SCHOOL_ROLES, Role
from shared.database import Database


async def save_account(options: argparse.Namespace, password: str, url: str) -> UUID:
    """Create the account, or replace the one of that name in the district; return its id."""
    username = normal_username(options.username)
    check_username(username)
    check_strength(password, username)
    database = Database(url, 1)
    try:
        accounts = Accounts(database)
        found = await accounts.find(username)
        if found is not None and found[0].district_id != options.district_id:
            raise ValueError(f"The user name {username} is taken. Choose another.")
        await accounts.save_district(options.district_id, options.district_name)
        account = Account(
            district_id=options.district_id,
            district_name=options.district_name,
            user_id=found[0].user_id if found is not None else uuid4(),
            username=username,
            display_name=options.display_name,
            roles=tuple(options.role),
            school_ids=tuple(options.school),
            language="en",
        )
        await accounts.save(account, hash_password(password))
    finally:
        await database.close()
    return account.user_id


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(prog="python -m gateway.accounts.create", description=__doc__)
    parser.add_argument("username")
    parser.add_argument("--display-name", required=True)
    parser.add_argument("--district-id", type=UUID, required=True)
    parser.add_argument("--district-name", required=True)
    parser.add_argument("--role", type=Role, action="append", required=True, help=", ".join(Role))
    parser.add_argument("--school", action="append", default=[], help="a school the person may see; may be repeated")
    options = parser.parse_args(arguments)
    if set(options.role) <= SCHOOL_ROLES and not options.school:
        parser.error("this role sees its own schools only: name them with --school")
    return options


def main() -> int:
    """Read the arguments, DATABASE_URL and the password (asked for, or the first line of standard input)."""
    options = parse()
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        user_id = asyncio.run(save_account(options, password, os.environ["DATABASE_URL"]))
    except (WeakPassword, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{options.username} is {user_id}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
