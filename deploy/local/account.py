"""`make account USER=toni ROLE=principal SCHOOL=513 NAME="Toni Lark"`: an account on the installation that runs here.

Asking again for the same user name changes the account and gives it a new password. `SCHOOL` may name several, by
commas. `DISTRICT` is needed where the installation has none yet, or several.
"""

import argparse
import asyncio
import sys
from uuid import UUID, uuid4

import asyncpg

from deploy.local.databases import ServiceDatabase, service_database
from deploy.local.ports import HOST
from deploy.local.supervisor.options import Options
from deploy.local.supervisor.state import State
from gateway.accounts import demo
from gateway.accounts.account import normal_username
from gateway.accounts.passwords import new_password
from gateway.accounts.save import WantedAccount, save_account
from gateway.settings import DEMO_ACCOUNTS_FILE
from shared.access import Role


class NoAccount(RuntimeError):
    """The account cannot be made; the message says why and what to do."""


def main(arguments: list[str]) -> int:
    """Make the account and show its password, once."""
    parser = argparse.ArgumentParser(prog="make account", description=__doc__)
    for name in ("user", "role", "school", "name", "district"):
        parser.add_argument(f"--{name}", default="")
    options = parser.parse_args(arguments)
    password = new_password()
    try:
        person = person_of(options)
        state = State(Options.now().state)
        refuse_demonstration_accounts(state, person.username)
        wanted = asyncio.run(make(person, options.district.strip(), gateway_database(Options.now(), state), password))
    except (NoAccount, RuntimeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, asyncpg.PostgresError) as error:
        print(f"The database does not answer ({error}). Is the start complete? Try again then.", file=sys.stderr)
        return 1
    print(welcome(wanted, password))
    return 0


def person_of(options: argparse.Namespace) -> WantedAccount:
    """Return the account that the words ask for, its district still open; all that is wrong is said at once."""
    wrong = []
    roles = [role for role in Role if role == options.role.strip().lower().replace("-", "_").replace(" ", "_")]
    wanted = WantedAccount(
        district_id=UUID(int=0),
        district_name="",
        username=normal_username(options.user),
        display_name=options.name.strip(),
        roles=tuple(roles),
        school_ids=tuple(dict.fromkeys(options.school.replace(",", " ").split())),
    )
    if not wanted.username:
        wrong.append("USER=... is missing: the name to sign in with, such as USER=toni.")
    if not wanted.display_name:
        wrong.append('NAME=... is missing: what others read, such as NAME="Toni Lark".')
    if len(wanted.display_name) > 200:
        wrong.append("NAME=... is longer than 200 characters.")
    if not roles:
        wrong.append(f"ROLE={options.role} is no role. Choose one of: {', '.join(Role)}.")
    elif wanted.sees_nothing:
        wrong.append(f"A {roles[0]} sees the own schools only: name them, such as SCHOOL=513 or SCHOOL=513,638.")
    if wrong:
        raise NoAccount("\n".join(wrong))
    return wanted


def refuse_demonstration_accounts(state: State, username: str) -> None:
    """Each start gives these their roles and passwords again, so a change would not last."""
    path = state.secrets / DEMO_ACCOUNTS_FILE
    if path.exists() and username in {entry.username for entry in demo.read_file(path)}:
        raise NoAccount(f"{username} is a demonstration account, kept as it is. Choose another USER.")


def gateway_database(options: Options, state: State) -> ServiceDatabase:
    """Return where the running installation's gateway has its accounts."""
    try:
        secret = state.database_passwords()["gateway"]
        if options.database_url is not None:
            return service_database(options.database_url, "gateway", "gateway", secret)
        told = (state.folder / "postgres" / "cluster" / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        raise NoAccount(
            f"Nothing runs from {state.folder}. Start it with `make run` and ask again in a second terminal; another "
            "state folder is named with SSFR_STATE=<folder>."
        ) from None
    except PermissionError as error:
        raise NoAccount(f"{error.filename} belongs to another user. Ask as the user who started it.") from None
    # The fourth line of the server's own file is its port, which is another at each start.
    if len(told) < 4:
        raise NoAccount("The database is starting. Try again in a moment.")
    return service_database(f"postgresql://{HOST}:{told[3]}/gateway", "gateway", "gateway", secret)


async def make(person: WantedAccount, district: str, database: ServiceDatabase, password: str) -> WantedAccount:
    """Save the account in its district; return it whole."""
    connection = await asyncpg.connect(database.owner_dsn, timeout=10)
    try:
        rows = await connection.fetch("SELECT district_id, name FROM district ORDER BY name")
    finally:
        await connection.close()
    district_id, district_name = choose_district({row["district_id"]: row["name"] for row in rows}, district)
    wanted = WantedAccount(
        district_id, district_name, person.username, person.display_name, person.roles, person.school_ids
    )
    await save_account(wanted, password, database.app_url)
    return wanted


def choose_district(districts: dict[UUID, str], asked: str) -> tuple[UUID, str]:
    """Return the district that is asked for: the only one needs no name, the first one is made by its name."""
    if not districts:
        if not asked:
            raise NoAccount('There is no district yet: name the first one, such as DISTRICT="North Unified".')
        return uuid4(), asked
    if not asked and len(districts) == 1:
        return next(iter(districts.items()))
    meant = {each: name for each, name in districts.items() if asked.casefold() in (name.casefold(), str(each))}
    if len(meant) == 1:
        return next(iter(meant.items()))
    said = "There are several districts here"
    if asked:
        said = f"Several districts are called {asked}" if meant else f"There is no district {asked} here"
    known = "".join(f"\n  {district_id}  {name}" for district_id, name in (meant or districts).items())
    raise NoAccount(f"{said}. Give DISTRICT=<{'id' if meant else 'name or id'}>, one of:{known}")


def welcome(wanted: WantedAccount, password: str) -> str:
    """Return what the operator hands on."""
    schools = f" of {', '.join(wanted.school_ids)}" if wanted.school_ids else ""
    return "\n".join(
        (
            f"{wanted.display_name} ({wanted.roles[0].replace('_', ' ')}{schools}) may sign in now.",
            "",
            f"  user name  {wanted.username}",
            f"  password   {password}",
            "",
            "The password is shown this once; asking again makes another.",
        )
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
