"""`python -m deploy.containers.secrets FOLDER`: make the secret files that docker-compose.yml names, once.

Files that exist are kept. The folder is closed to others; the files in it are readable, because a container's user
has another number than yours.
"""

import json
import secrets
import sys
from pathlib import Path
from urllib.parse import quote

from deploy.local.databases import SERVICES
from shared.identity import write_new_keys

NATS_CONFIGURATION = """\
listen: "0.0.0.0:4222"
http: "0.0.0.0:8222"
server_name: ssfr
jetstream {{ store_dir: "/data", sync_interval: always }}
authorization {{ user: ssfr, password: {password} }}
"""


def main(arguments: list[str]) -> int:
    """Make what is missing in the folder."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    made = make_secrets(Path(arguments[0]))
    print(f"made {', '.join(made)}" if made else "all secrets exist already")
    return 0


def make_secrets(folder: Path) -> list[str]:
    """Make the missing secrets; return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    # An installation of an earlier release has all others, and lacks these.
    made = _make_keys(folder, "audit")
    if (folder / "database-passwords.json").exists():
        return made
    admin = secrets.token_urlsafe(24)
    passwords = {name: {"owner": secrets.token_urlsafe(24), "app": secrets.token_urlsafe(24)} for name in SERVICES}
    bus = secrets.token_urlsafe(24)
    contents = {
        "postgres-password": admin,
        "database-admin-url": _address("ssfr_admin", admin, "postgres"),
        "nats.conf": NATS_CONFIGURATION.format(password=json.dumps(bus)),
        "nats-url": f"nats://ssfr:{quote(bus)}@nats:4222",
    }
    for name, each in passwords.items():
        contents[f"{name}-owner-url"] = _address(f"{name}_owner", each["owner"], name)
        contents[f"{name}-app-url"] = _address(f"{name}_app", each["app"], name)
    for name, text in contents.items():
        _write(folder / name, text)
    made += _make_keys(folder, "identity")
    # Last, because it says that all the others are there.
    _write(folder / "database-passwords.json", json.dumps(passwords, indent=2))
    return sorted([*contents, *made, "database-passwords.json"])


def _make_keys(folder: Path, name: str) -> list[str]:
    """Make a pair of keys; return the files' names, none where they are there."""
    private, public = folder / f"{name}-private.json", folder / f"{name}-public.json"
    if public.exists():
        return []
    private.unlink(missing_ok=True)
    write_new_keys(private, public)
    for key in (private, public):
        key.chmod(0o444)
    return [private.name, public.name]


def _address(user: str, password: str, database: str) -> str:
    return f"postgresql+asyncpg://{user}:{quote(password)}@postgres:5432/{database}"


def _write(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)
    path.chmod(0o444)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
