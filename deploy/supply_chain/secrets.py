"""Finds passwords, keys and tokens in the sources: what detect-secrets suspects must stand in `.secrets.baseline`.

Reading every file takes many seconds, so what was read and found clean is remembered by its hash in the environment,
as other checkers keep a cache.
"""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import transient_settings

from deploy.setup.paths import VENV
from deploy.setup.step import SetupFailed

BASELINE = ".secrets.baseline"
SEEN = VENV / ".ssfr-no-secrets"
# What a program writes from files that are read themselves, or checksums, which look like keys to any scanner.
GENERATED = re.compile(
    r"(requirements\.lock|frontend/package-lock\.json|docs/openapi\.json"
    r"|frontend/src/lib/api-generated/.*|frontend/src/locales/(en|pseudo)\.po)"
)
# Most of the time goes into asking every detector about every line. Keys of services that nobody here deals with are
# left to the detectors of entropy and of words such as `api_key`.
_NOT_ASKED = (
    "ArtifactoryDetector",
    "CloudantDetector",
    "DiscordBotTokenDetector",
    "IbmCloudIamDetector",
    "IbmCosHmacDetector",
    "IPPublicDetector",
    "MailchimpDetector",
    "OpenAIDetector",
    "SendGridDetector",
    "SoftlayerDetector",
    "SquareOAuthDetector",
    "StripeDetector",
    "TelegramBotTokenDetector",
    "TwilioKeyDetector",
)
_WORTH_PROCESSES = 100  # files; fewer are read before other processes have started
_REMEDY = f"""\
Take a real one out and change it where it is used: whoever has the repository has it. Where it is only an example,
`.venv/bin/python -m deploy.supply_chain secrets --accept` puts it into {BASELINE}, where its reviewer sees it."""


def check(root: Path, seen: Path = SEEN) -> None:
    """Raise when a source holds what looks like a secret and is not in the baseline.

    Args:
        root: The checkout.
        seen: Where the hashes of clean files are kept between runs.
    """
    known = json.loads((root / BASELINE).read_text())
    key_of = _keys(root, known)
    clean = set(seen.read_text().split()) if seen.exists() else set()
    keys = {name: key_of(name) for name in _sources(root)}
    unread = [name for name, key in keys.items() if key not in clean]
    # The library reads the baseline's rules into a setting of the whole process, which this gives back.
    with transient_settings(known):
        found = SecretsCollection(root=str(root))
        if len(unread) > _WORTH_PROCESSES:
            found.scan_files(*unread)
        else:
            for name in unread:
                found.scan_file(name)
    accepted = {(name, each["hashed_secret"]) for name, results in known["results"].items() for each in results}
    new = [(name, each) for name, each in found if (name, each.secret_hash) not in accepted]
    bad = {name for name, _ in new}
    seen.write_text("\n".join(sorted(key for name, key in keys.items() if name not in bad)))
    if new:
        places = sorted(f"  {name}:{each.line_number}: {each.type}" for name, each in new)
        raise SetupFailed("\n".join(["These lines look like secrets:", *places, _REMEDY]))


def accept(root: Path) -> None:
    """Write the baseline anew from what the sources hold now; the diff shows the reviewer what was taken in."""
    command = [
        *(str(VENV / "bin" / "detect-secrets"), "scan", "--slim", "--all-files"),
        # Verifying would send what looks like a key to the service it looks like a key of.
        "--no-verify",
        *(part for name in _NOT_ASKED for part in ("--disable-plugin", name)),
        *_sources(root),
    ]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupFailed(f"detect-secrets could not read the sources: {done.stderr.strip()}")
    (root / BASELINE).write_text(done.stdout)


def _sources(root: Path) -> list[str]:
    """Return what is or could be committed, by its path from ``root``."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SetupFailed(f"git could not list the sources: {done.stderr.strip()}")
    names = sorted(name for name in done.stdout.split("\0") if name and name != BASELINE)
    return [name for name in names if not GENERATED.fullmatch(name) and (root / name).is_file()]


def _keys(root: Path, known: Mapping[str, Any]) -> Callable[[str], str]:
    """Return the function from a file's name to a hash of all that decides whether it is clean."""
    rules = json.dumps([version("detect-secrets"), known["plugins_used"], known["filters_used"]], sort_keys=True)

    def key(name: str) -> str:
        accepted = json.dumps(known["results"].get(name, []), sort_keys=True)
        total = hashlib.sha256(f"{rules}\0{name}\0{accepted}\0".encode())
        total.update((root / name).read_bytes())
        return total.hexdigest()

    return key
