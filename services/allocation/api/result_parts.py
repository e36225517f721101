"""A result without the parts that its reader does not look at: half of its size is amounts of single rules."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query

_ADJUSTING = frozenset({"top_up", "reduction"})


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a result its reader wants."""

    matrix: bool = True
    rule_amounts: bool = True


def asked_parts(
    matrix: Annotated[bool, Query(description="Dollars per pupil by level and need category.")] = True,
    rule_amounts: Annotated[
        bool, Query(description="What each rule gives each school; without, what it gives in all.")
    ] = True,
) -> Parts:
    """Return the parts that the address asks for."""
    return Parts(matrix, rule_amounts)


PartsDep = Annotated[Parts, Depends(asked_parts)]


def with_parts(document: dict[str, Any], parts: Parts) -> dict[str, Any]:
    """Return a result's document with no more than the parts that are wanted.

    Instead of what a rule gives each school stands what it gives in all and to how many schools; what adjustments
    move stays as it is.
    """
    if not parts.matrix:
        document = document | {"matrix": []}
    if not parts.rule_amounts:
        components = [each if each["kind"] in _ADJUSTING else _summed(each) for each in document["components"]]
        document = document | {"components": components}
    return document


def _summed(component: dict[str, Any]) -> dict[str, Any]:
    amounts = component["amounts_cents"]
    return component | {
        "amounts_cents": [],
        "amount_cents": sum(amounts),
        "school_count": len(amounts) - amounts.count(0),
    }
