"""Where a command writes a table."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def table_file(path: Path | None) -> Iterator[TextIO]:
    """Open a file, or standard output, which stays open."""
    if path is None:
        yield sys.stdout
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        yield file
