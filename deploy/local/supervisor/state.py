"""The state folder: data, keys, passwords and logs of one installation, and who holds it now."""

import fcntl
import json
import os
import secrets
import shutil
from pathlib import Path

from deploy.local.databases import SERVICES, Passwords
from shared.identity import write_new_keys

LOCK = "lock"
MIGRATED = "migrated.json"
DEMO_DISTRICT = "demo-district.json"
CONTENTS = ("postgres", "nats", "secrets", "checkpoints", "logs", MIGRATED, DEMO_DISTRICT)


class StateInUse(RuntimeError):
    """The folder is another supervisor's, another user's, or not an installation's at all."""


class State:
    """One installation's folder. Secrets are closed to all others; the databases' user may pass through to its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: int | None = None

    @property
    def secrets(self) -> Path:
        """Keys and passwords."""
        return self.folder / "secrets"

    @property
    def logs(self) -> Path:
        """One file a process."""
        return self.folder / "logs"

    @property
    def private_key(self) -> Path:
        """What the gateway signs callers' identities with."""
        return self.secrets / "identity-private.json"

    @property
    def public_keys(self) -> Path:
        """What the services check them with."""
        return self.secrets / "identity-public.json"

    @property
    def audit_private_key(self) -> Path:
        """What checkpoints of the audit trail are signed with."""
        return self.secrets / "audit-private.json"

    @property
    def audit_public_keys(self) -> Path:
        """What checkpoints are checked with."""
        return self.secrets / "audit-public.json"

    @property
    def checkpoints(self) -> Path:
        """The signed checkpoints of the audit trail."""
        return self.folder / "checkpoints"

    def open(self) -> None:
        """Make the folder where needed and hold it until this process ends."""
        try:
            self._make_folder()
            self.secrets.mkdir(exist_ok=True, mode=0o700)
            self.logs.mkdir(exist_ok=True, mode=0o700)
            self._lock = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as error:
            raise StateInUse(
                f"{error.filename} belongs to another user. Run as that user, or choose another folder with "
                "SSFR_STATE=<folder>."
            ) from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._lock, 64, 0).decode().strip() or "another process"
            raise StateInUse(
                f"The platform already runs from {self.folder} (process {holder}). Stop it first, or start a second "
                "one with its own SSFR_STATE=<folder> and SSFR_PORT=<port>."
            ) from None
        os.ftruncate(self._lock, 0)
        os.pwrite(self._lock, f"{os.getpid()}\n".encode(), 0)

    def close(self) -> None:
        """Let go of the folder."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def make_secrets(self) -> bool:
        """Make what is missing; return whether anything was."""
        made = False
        if not self.public_keys.exists():
            self.private_key.unlink(missing_ok=True)
            write_new_keys(self.private_key, self.public_keys)
            made = True
        if not self.audit_public_keys.exists():
            self.audit_private_key.unlink(missing_ok=True)
            write_new_keys(self.audit_private_key, self.audit_public_keys)
            made = True
        path = self.secrets / "database-passwords.json"
        kept = json.loads(path.read_text()) if path.exists() else {}
        missing = [service for service in SERVICES if service not in kept]
        if missing:
            kept |= {name: {"owner": secrets.token_urlsafe(24), "app": secrets.token_urlsafe(24)} for name in missing}
            write_private(path, json.dumps(kept, indent=2))
            made = True
        return made

    def database_passwords(self) -> dict[str, Passwords]:
        """Return each service's passwords."""
        kept = json.loads((self.secrets / "database-passwords.json").read_text())
        return {service: Passwords(each["owner"], each["app"]) for service, each in kept.items()}

    def reset(self) -> bool:
        """Remove what an installation keeps in the folder, and nothing else; return whether there was anything."""
        if not self.folder.exists():
            return False
        self.open()
        for name in CONTENTS:
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        self.close()
        (self.folder / LOCK).unlink(missing_ok=True)
        if not any(self.folder.iterdir()):
            self.folder.rmdir()
        return True

    def _make_folder(self) -> None:
        if self.folder.exists() and not (self.folder / LOCK).exists() and any(self.folder.iterdir()):
            raise StateInUse(
                f"{self.folder} holds files that are not an installation's. Name a new or empty folder with "
                "SSFR_STATE=<folder>."
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        # Root's database user must be able to pass through, though it can list nothing.
        self.folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def write_private(path: Path, text: str) -> None:
    """Write a file that only we may read, whole or not at all."""
    making = path.with_name(path.name + ".making")
    making.unlink(missing_ok=True)
    making.touch(mode=0o600)
    making.write_text(text)
    making.rename(path)
