"""Folders for servers that live only as long as a test or a benchmark."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield a folder that the server user may enter, and remove it afterwards.

    pytest's own temporary folders are closed to other users, so PostgreSQL could not run in them as root's guest.
    """
    folder = Path(tempfile.mkdtemp(prefix="ssfr-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
