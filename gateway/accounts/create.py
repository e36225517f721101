"""`python -m gateway.accounts.create`: create or change one account; the password is read, never an argument.

Changing an account ends its sessions where the password changes, and changes them at once where the roles do.
"""

import argparse
import asyncio
import getpass
import os
import sys
from uuid import UUID

from gateway.accounts.save import WantedAccount, save_account
from shared.access import Role


def parse(arguments: list[str] | None = None) -> tuple[WantedAccount, bool]:
    """Return the account that the command line asks for, and whether it has a password."""
    parser = argparse.ArgumentParser(prog="python -m gateway.accounts.create", description=__doc__)
    parser.add_argument("username")
    parser.add_argument("--display-name", required=True)
    parser.add_argument("--district-id", type=UUID, required=True)
    parser.add_argument("--district-name", required=True)
    parser.add_argument("--role", type=Role, action="append", required=True, help=", ".join(Role))
    parser.add_argument("--school", action="append", default=[], help="a school the person may see; may be repeated")
    parser.add_argument("--no-password", action="store_true", help="only the district's identity provider opens it")
    options = parser.parse_args(arguments)
    wanted = WantedAccount(
        district_id=options.district_id,
        district_name=options.district_name,
        username=options.username,
        display_name=options.display_name,
        roles=tuple(options.role),
        school_ids=tuple(options.school),
    )
    if wanted.sees_nothing:
        parser.error("this role sees its own schools only: name them with --school")
    return wanted, not options.no_password


def main() -> int:
    """Read the arguments, DATABASE_URL and the password (asked for, or the first line of standard input)."""
    wanted, has_password = parse()
    password = _password() if has_password else None
    try:
        user_id = asyncio.run(save_account(wanted, password, os.environ["DATABASE_URL"]))
    except ValueError as error:  # a weak password is one
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{wanted.username} is {user_id}\n")
    return 0


def _password() -> str:
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
