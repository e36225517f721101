"""A file that a command writes: it stands under its name once it is whole, or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write to.

    Raises:
        OSError: With the name that was asked for: nobody knows of the one beside it.
    """
    # Known at once, not only when what is written is complete; and a path such as "." has no name to write beside.
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        # Where it could not be made, it cannot be removed either; what is told is the first reason.
        with suppress(OSError):
            partial.unlink(missing_ok=True)
