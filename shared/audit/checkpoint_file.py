"""The files of checkpoints: one for each district of a service, only ever added to, each line on the disk at once.

Several processes may sign beside each other: whoever adds holds the file, reads what was added meanwhile, and only then
decides whether a checkpoint is due.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

_ENDING: Final = ".jws"
_FILE_MODE: Final = 0o640


class CheckpointFolder:
    """The checkpoints of one service, in ``<folder>/<service>/<district>.jws``."""

    def __init__(self, folder: Path, service: str) -> None:
        self._folder = folder / service

    def path(self, district_id: UUID) -> Path:
        """Return where a district's checkpoints are."""
        return self._folder / f"{district_id}{_ENDING}"

    def districts(self) -> set[UUID]:
        """Return the districts that have checkpoints."""
        return {UUID(path.stem) for path in self._folder.glob(f"*{_ENDING}")}

    def lines(self, district_id: UUID) -> list[str]:
        """Return the whole lines of a district's file, oldest first; none where there is no file."""
        try:
            content = self.path(district_id).read_bytes()
        except FileNotFoundError:
            return []
        return _whole_lines(content)

    @contextmanager
    def adding(self, district_id: UUID) -> Iterator["Adding"]:
        """Hold a district's file, making it where it is missing."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self.path(district_id)
        is_new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, _FILE_MODE)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if is_new:
                _sync_folder(self._folder)
            yield Adding(file)


class Adding:
    """A district's file, held."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.seek(0)
        content = file.read()
        self.lines = _whole_lines(content)
        # A process that was killed while it wrote left a part of a line, which never counted.
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            file.truncate(whole)

    def add(self, line: str) -> None:
        """Add a line; it is on the disk when this returns."""
        self._file.write(line.encode() + b"\n")
        os.fsync(self._file.fileno())
        self.lines.append(line)


def _whole_lines(content: bytes) -> list[str]:
    return content[: content.rfind(b"\n") + 1].decode("ascii", "replace").splitlines()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
