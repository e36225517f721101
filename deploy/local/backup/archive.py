"""The folder of backups: the database's log as it is written, and base backups, all of one installation."""

import os
import secrets
import shlex
import sys
from datetime import datetime
from pathlib import Path

from deploy.local.server_user import ServerUser, check_can_enter, owner_of, server_user

MARK = "installation"
# What an installation that dies can lose at most, beside what its disk keeps.
ARCHIVE_SECONDS = 300
# Thousands of files are written to the disk at once where the system can.
SYNC_METHOD = "syncfs" if sys.platform == "linux" else "fsync"


class BackupRefused(RuntimeError):
    """A backup cannot be made, read or restored; the message says why and what to do."""


class Archive:
    """One installation's folder of backups.

    It holds one line of history only. A restored installation begins a new one, so it needs a folder of its own:
    two lines in one folder, and nobody could say which of them a moment belongs to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def log(self) -> Path:
        """Where finished pieces of the database's log go, packed."""
        return self.folder / "log"

    @property
    def bases(self) -> Path:
        """Where each base backup has a folder, named by the moment it was begun."""
        return self.folder / "base"

    def claim(self, server_folder: Path) -> None:
        """Make the folder this installation's, or make sure that it is.

        Args:
            server_folder: Folder of the installation's PostgreSQL, which remembers its archive.

        Raises:
            BackupRefused: It holds another installation's backups, or files that are no backups.
        """
        if self.folder.exists() and any(self.folder.iterdir()) and not (self.folder / MARK).exists():
            raise BackupRefused(
                f"{self.folder} holds files that are no backups. Name a new or empty folder with SSFR_BACKUPS=<folder>."
            )
        own = server_folder / "archive"
        if not own.exists():
            server_folder.mkdir(parents=True, exist_ok=True, mode=0o711)
            own.write_text(secrets.token_hex(16))
        mark = self.folder / MARK
        if mark.exists() and mark.read_text() != own.read_text():
            raise BackupRefused(
                f"{self.folder} holds the backups of another installation, or of this one before it was restored or "
                "begun anew. Name a new or empty folder with SSFR_BACKUPS=<folder>; the old one stays as it is."
            )
        # The database's user must pass through to the log, though it can list nothing else.
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
        self.bases.mkdir(exist_ok=True, mode=0o700)
        self.log.mkdir(exist_ok=True, mode=0o700)
        user = _user_of(server_folder)
        if user is not None:
            check_can_enter(user, self.log)
            os.chown(self.log, user.user_id, user.group_id)
        if not mark.exists():
            mark.write_text(own.read_text())

    def archiving(self) -> dict[str, str]:
        """Return the server settings that keep its log here.

        A piece appears under its name only when it is whole and on the disk. One that is there already is compared
        and never replaced: after a crash the server offers its last piece again.
        """
        kept = f"{shlex.quote(str(self.log))}/%f.gz"
        making = f"{shlex.quote(str(self.log))}/%f.making"
        place = shlex.quote(str(self.log))
        command = (
            f"if test -f {kept}; then gzip -cd {kept} | cmp -s - %p; "
            f"else gzip -1 -c %p > {making} && sync {making} && mv {making} {kept} && sync {place}; fi"
        )
        return {
            "archive_mode": "on",
            "archive_command": _literal(command, place),
            "archive_timeout": f"{ARCHIVE_SECONDS}s",
        }

    def recovery(self, to: datetime | None) -> dict[str, str]:
        """Return the server settings that read the log from here: up to a moment, or all of it."""
        place = shlex.quote(str(self.log))
        kept = f"{place}/%f.gz"
        settings = {
            "archive_mode": "off",
            "hot_standby": "off",
            "restore_command": _literal(f"test -f {kept} && gzip -cd {kept} > %p", place),
            "recovery_target_action": "promote",
            "recovery_init_sync_method": SYNC_METHOD,
        }
        if to is not None:
            settings["recovery_target_time"] = to.isoformat(sep=" ")
        return settings


def _literal(command: str, place: str) -> str:
    """Double the percent signs of the folder's name: the server fills in its own."""
    return command.replace(place, place.replace("%", "%%"))


def _user_of(server_folder: Path) -> ServerUser | None:
    cluster = server_folder / "cluster"
    return (owner_of(cluster) if cluster.exists() else None) or server_user()
