"""Reads the formulas of the library from the files beside this module."""

from functools import cache
from importlib.resources import files

from services.allocation.domain.borrowed.formula import LibraryFormula


@cache
def formulas() -> dict[str, LibraryFormula]:
    """Return every formula by its id, in the order of district and year."""
    folder = files("services.allocation.library") / "formulas"
    found = [
        LibraryFormula.model_validate_json(file.read_bytes())
        for file in folder.iterdir()
        if file.name.endswith(".json")
    ]
    return {formula.formula_id: formula for formula in sorted(found, key=lambda f: (f.district, f.fiscal_year))}
