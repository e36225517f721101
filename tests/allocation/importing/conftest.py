"""Where the reference data stands: beside the checkout, or where SSFR_REFERENCE_DATA says."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def reference_data() -> Callable[[str], Path]:
    """Return a function that gives a folder of the reference data, or skips the test where it is absent."""

    def folder(name: str) -> Path:
        base = Path(os.environ.get("SSFR_REFERENCE_DATA", str(ROOT.parent / "shared" / "data")))
        if not (base / name).is_dir():
            pytest.skip(f"reads reference data {name}, which is not here")
        return base / name

    return folder
