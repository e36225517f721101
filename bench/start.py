"""From a fresh clone to a served page, and the second start: `python -m bench.start`.

Package caches are as warm as this machine's; nothing else of the clone's first start exists before it.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST_LIMIT = 180.0
SECOND_LIMIT = 10.0
GIVE_UP = 600.0


def main() -> int:
    """Measure both starts in a clone that is removed afterwards."""
    # Not in a folder closed to others: as root, the database server is another user.
    with tempfile.TemporaryDirectory(prefix="ssfr-clone-") as folder:
        Path(folder).chmod(0o755)
        clone = Path(folder) / "ssfr"
        start = time.monotonic()
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        first = seconds_to_served_page(clone, Path(folder) / "first.out", start)
        second = seconds_to_served_page(clone, Path(folder) / "second.out", time.monotonic())
    print(f"start_fresh_clone {first:.1f} s {FIRST_LIMIT:.0f}")
    print(f"start_second {second:.1f} s {SECOND_LIMIT:.0f}")
    return int(first > FIRST_LIMIT or second > SECOND_LIMIT)


def seconds_to_served_page(clone: Path, words: Path, start: float) -> float:
    """Run `make run` until its page is served, stop it, and return the seconds since ``start``."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("SSFR_")}
    for unwanted in ("DATABASE_URL", "NATS_URL", "MAKEFLAGS", "MAKELEVEL", "PYTHONDONTWRITEBYTECODE"):
        settings.pop(unwanted, None)
    with words.open("w") as out:
        process = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env=settings | {"SSFR_PORT": "0"},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        while (ready := re.search(r"Ready in .* s:  (\S+)", words.read_text())) is None:
            if process.poll() is not None or time.monotonic() - start > GIVE_UP:
                raise SystemExit(f"make run did not come up:\n{words.read_text()[-3000:]}")
            time.sleep(0.05)
        with urllib.request.urlopen(ready[1]) as page:
            assert b"<html" in page.read()
        return time.monotonic() - start
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(60)
        print(words.read_text(), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
