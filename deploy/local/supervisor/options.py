"""What can be chosen about a local installation, read from the environment (docs/settings.md lists it for readers)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class WrongSetting(RuntimeError):
    """A setting has a value that cannot be; the message names both."""


@dataclass(frozen=True, slots=True)
class Options:
    """The choices for one installation."""

    port: int  # of the gateway: the only one that people see
    postgres_port: int
    nats_port: int
    pages_port: int  # of Vite, while developing
    state: Path
    mode: str  # "demo" | "production"
    database_url: str | None  # an administrator's address at another server, instead of the embedded one
    nats_url: str | None
    public_url: str | None
    reload: bool
    show: str  # the least level shown on the terminal once everything runs
    job_workers: int = 1  # processes that do allocation's long work
    backups: Path | None = None  # where the embedded PostgreSQL archives its log; None archives nothing

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Options":
        """Read the settings; raise WrongSetting for the first impossible one."""
        mode = environment.get("SSFR_MODE", "demo")
        if mode not in ("demo", "production"):
            raise WrongSetting(f"SSFR_MODE={mode} must be demo or production.")
        show = environment.get("SSFR_SHOW", "info").lower()
        if show not in ("debug", "info", "warning", "error"):
            raise WrongSetting(f"SSFR_SHOW={show} must be debug, info, warning or error.")
        backups = environment.get("SSFR_BACKUPS")
        if backups and environment.get("DATABASE_URL"):
            raise WrongSetting(
                "SSFR_BACKUPS is for the PostgreSQL started here. With DATABASE_URL, the server's keeper makes the "
                "backups: docs/operations/backup.md says what they must hold. Leave SSFR_BACKUPS out."
            )
        return cls(
            port=_port(environment, "SSFR_PORT", 8000),
            postgres_port=_port(environment, "SSFR_POSTGRES_PORT", 0),
            nats_port=_port(environment, "SSFR_NATS_PORT", 0),
            pages_port=_port(environment, "SSFR_PAGES_PORT", 5173),
            state=Path(environment.get("SSFR_STATE") or ROOT / ".ssfr").expanduser().absolute(),
            mode=mode,
            database_url=environment.get("DATABASE_URL") or None,
            nats_url=environment.get("NATS_URL") or None,
            public_url=environment.get("SSFR_PUBLIC_URL") or None,
            reload=environment.get("SSFR_RELOAD", "") not in ("", "0"),
            show=show,
            job_workers=_count(environment, "SSFR_JOB_WORKERS", 1, 32),
            backups=Path(backups).expanduser().absolute() if backups else None,
        )

    @classmethod
    def now(cls) -> "Options":
        """Read the settings of this process."""
        return cls.from_environment(os.environ)


def _count(environment: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = environment.get(name, "").strip() or str(default)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise WrongSetting(f"{name}={text} must be a number from 1 to {most}.")
    return int(text)


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise WrongSetting(f"{name}={text} must be a port: a number from 1 to 65535, or 0 for any free one.")
    return int(text)
