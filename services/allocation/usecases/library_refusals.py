"""What the library of formulas refuses, and what the reader can do about it."""

from shared.problems import NotFound, clean


class FormulaNotFound(NotFound):
    """The library has no such formula."""

    code = "library_formula_not_found"
    title = "Formula not found"

    def __init__(self, formula_id: str) -> None:
        super().__init__(f"The library has no formula {clean(formula_id, 80)!r}. Look at the list of formulas.")
