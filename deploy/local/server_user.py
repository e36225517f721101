"""Whom PostgreSQL runs as: it refuses root, so root lends it an ordinary user."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

USER_SETTING = "SSFR_SERVER_USER"
# The distribution's own database user where there is one; `nobody` is on every system.
CANDIDATES = ("postgres", "nobody")


class NoServerUser(RuntimeError):
    """No ordinary user can run the database server; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ServerUser:
    """An ordinary user of this machine."""

    name: str
    user_id: int
    group_id: int


def server_user(names: Sequence[str] = CANDIDATES) -> ServerUser | None:
    """Return the user to run servers as, or None where we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    wanted = os.environ.get(USER_SETTING)
    for name in (wanted,) if wanted else names:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise NoServerUser(
        f"PostgreSQL refuses to run as root and none of the users {', '.join((wanted,) if wanted else names)} exists "
        f"here. Set {USER_SETTING} to an ordinary user, or run as an ordinary user."
    )


def owner_of(folder: Path) -> ServerUser | None:
    """Return the ordinary user who owns the folder, or None where that is us or root."""
    owner = folder.stat().st_uid
    if os.geteuid() != 0 or owner == 0:
        return None
    entry = pwd.getpwuid(owner)
    return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def check_can_run(user: ServerUser, program: Path) -> None:
    """Raise NoServerUser, naming the closed folder, when the user cannot run the program."""
    # Changing the working directory happens with our rights, so start where everybody may be.
    probe = (
        subprocess.run(
            [program, "--version"],
            user=user.user_id,
            group=user.group_id,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
        if _may_enter(user, program)
        else None
    )
    if probe is None or probe.returncode != 0:
        closed = closed_folder(user, program) or program
        raise NoServerUser(
            f"PostgreSQL runs as the user {user.name} here, because it refuses root, and {user.name} cannot read "
            f"{closed}. Put the project in a folder that all users may enter (for example /opt/ssfr; root's home is "
            f"closed to others), or set {USER_SETTING} to a user who may enter it, or run as an ordinary user."
        )


def check_can_enter(user: ServerUser, folder: Path) -> None:
    """Raise NoServerUser, naming the closed folder, when the user cannot reach the folder for its data."""
    closed = closed_folder(user, folder)
    if closed is not None:
        raise NoServerUser(
            f"PostgreSQL runs as the user {user.name} here, because it refuses root, and {user.name} cannot enter "
            f"{closed} on the way to its data in {folder}. Choose another folder for the data (SSFR_STATE), open "
            f"that folder (chmod o+x {closed}), or run as an ordinary user."
        )


def closed_folder(user: ServerUser, path: Path) -> Path | None:
    """Return the outermost folder above the path that the user may not enter."""
    for folder in reversed(path.absolute().parents):
        status = folder.stat()
        bit = 0o100 if status.st_uid == user.user_id else 0o010 if status.st_gid == user.group_id else 0o001
        if not status.st_mode & bit:
            return folder
    return None


def _may_enter(user: ServerUser, program: Path) -> bool:
    return closed_folder(user, program) is None
