"""Who may receive: the conditions of a policy as formulas."""

import numpy as np

from services.allocation.domain.eligibility import AnyEligibility, eligible_schools
from services.allocation.domain.eligibility_rules import Condition, EligibleAll, EligibleList
from services.allocation.domain.exact_types import parse_exact
from services.allocation.domain.limits import MICRO
from services.allocation.domain.prepare import Prepared
from services.allocation.files.workbook.book import Book, Column
from services.allocation.files.workbook.expressions import Expressions, quoted
from services.allocation.files.workbook.inputs import InputColumns

ELIGIBLE = "Eligibility"


class Eligibilities:
    """Writes one column per rule of eligibility: 1 for schools that may receive."""

    def __init__(self, book: Book, inputs: InputColumns, prepared: Prepared, expressions: Expressions) -> None:
        self._book = book
        self._inputs = inputs
        self._prepared = prepared
        self._expressions = expressions

    def column(self, title: str, eligibility: AnyEligibility, within: Column) -> Column:
        """Return the schools of ``within`` that an eligibility admits."""
        if isinstance(eligibility, EligibleAll):
            return within
        mask = eligible_schools(self._prepared, eligibility)
        assert mask is not None
        inside = np.array([int(value or 0) for value in within.values])
        values = [int(value) for value in (mask.astype(np.int64) * inside).tolist()]
        if isinstance(eligibility, EligibleList):
            listed = self._book.column(
                ELIGIBLE,
                self._book.say("{what}: listed", what=title),
                [int(value) for value in mask.tolist()],
                note=self._book.say("1: named in the policy"),
            )
            test = f"{listed.ref}=1"
        else:
            tests = [self._condition(condition) for condition in eligibility.conditions]
            name = "AND" if eligibility.match == "all" else "OR"
            test = f"{name}({','.join(tests)})"
        formula = f"IF({within.ref}=1,IFERROR(IF({test},1,0),0),0)"
        return self._book.column(ELIGIBLE, title, values, formula, note=self._book.say("1: may receive"))

    def _condition(self, condition: Condition) -> str:
        if condition.is_text:
            return self._text(condition)
        threshold = parse_exact(condition.value)
        operator = {"==": "=", "!=": "<>"}.get(condition.operator, condition.operator)
        kind, _, name = condition.subject.partition(":")
        inputs = self._inputs
        bound = f"{threshold.normalize():f}"
        if kind == "need_share":
            # In whole numbers, as the engine compares: count x 10**6 against threshold x 10**6 x pupils.
            scaled = f"ROUND({int(threshold * MICRO)}*{inputs.pupils.ref},2)"
            need = inputs.needs[name].ref
            return f"AND({inputs.pupils.ref}>0,ROUND({need}*{MICRO},2){operator}{scaled})"
        if kind == "pupil_count":
            return f"{inputs.pupils.ref}{operator}{bound}"
        if kind == "need_count":
            return f"{inputs.needs[name].ref}{operator}{bound}"
        if name in self._prepared.derived:
            # An unknown value fails its own condition and no other.
            ref = self._expressions.derived_column(name).ref
            return f"IFERROR(ROUND({ref}-{bound},9){operator}0,FALSE)"
        ref = inputs.measures[name].ref
        return f"AND(ISNUMBER({ref}),ROUND({ref}-{bound},9){operator}0)"

    def _text(self, condition: Condition) -> str:
        inputs = self._inputs
        match condition.subject:
            case "level":
                tests = [inputs.on_level(text) for text in condition.texts]
            case "flag":
                tests = [f"{inputs.flag(text).ref}=1" for text in condition.texts]
            case "school_type":
                tests = [f"EXACT({inputs.school_type.ref},{quoted(text)})" for text in condition.texts]
            case _:
                tests = [f"EXACT({inputs.school_id.ref},{quoted(text)})" for text in condition.texts]
        any_of = f"OR({','.join(tests)})" if tests else "FALSE"
        return f"NOT({any_of})" if condition.operator == "!=" else any_of
