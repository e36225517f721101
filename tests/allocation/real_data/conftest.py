"""Where the real district files stand: beside the repository, or where SSFR_REFERENCE_DATA says."""

import csv
import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def reference() -> Callable[[str], Path]:
    """Return the folder of a data set; the test is skipped only where there is none."""
    base = Path(os.environ.get("SSFR_REFERENCE_DATA", str(ROOT.parent / "shared" / "data")))

    def folder(name: str) -> Path:
        if not (base / name).is_dir():
            pytest.skip(f"no reference data {name}")
        return base / name

    return folder


@pytest.fixture(scope="session")
def table() -> Callable[[Path], Rows]:
    """Return the rows of a CSV file, packed or not."""

    def read(path: Path) -> Rows:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))

    return read
