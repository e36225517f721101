"""Progress on the terminal: one line a step, with the seconds it took."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


class SetupFailed(RuntimeError):
    """A step failed; the message says what the reader can do."""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took once it is done."""
    live = sys.stdout.isatty()
    start = time.monotonic()
    if live:
        print(f"  ... {what}", end="\r", flush=True)
    yield
    print(f"{time.monotonic() - start:5.1f} s  {what}", flush=True)


def run(
    command: Sequence[str | Path], *, folder: Path | None = None, environment: Mapping[str, str] | None = None, why: str
) -> None:
    """Run a command quietly; when it fails show what it said and raise with ``why``."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        # What a tool says is shown only when it fails, and then to be read.
        env={**(os.environ if environment is None else environment), "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        raise SetupFailed(why)
