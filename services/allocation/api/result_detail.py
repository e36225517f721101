"""How much of a result its reader wants."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, Query

from services.allocation.domain.result import Result
from services.allocation.domain.what_if_document import what_if_document
from services.allocation.usecases.result_bytes import result_bytes


class Detail(StrEnum):
    """All of a result, or what a policy moves in it."""

    WHOLE = "whole"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for.

    Attributes:
        known_schools: The `schools_hash` of an earlier answer.
    """

    detail: Detail
    known_schools: str | None


def asked_detail(
    detail: Annotated[
        Detail,
        Query(
            description="figures: a fifth of a result, for what-ifs that follow a slider. Without the matrix and the "
            "hash; each rule with what it gives in all, each adjustment with what it gives and takes from all sources "
            "together; eligibility only of sources that some school may not receive."
        ),
    ] = Detail.WHOLE,
    known_schools: Annotated[
        str | None,
        Query(
            pattern=r"^sha256:[0-9a-f]{64}$",
            description="With figures: `schools_hash` of an earlier answer. While it is still the same, what is known "
            "of the schools (ids, names, levels, pupils, need shares, current budgets) comes as empty lists.",
        ),
    ] = None,
) -> Asked:
    """Return what the address asks for."""
    return Asked(detail, known_schools)


AskedDetail = Annotated[Asked, Depends(asked_detail)]


def detailed(result: Result, asked: Asked) -> tuple[dict[str, Any], bytes | None]:
    """Return the document that is asked for, and its bytes where they are made already."""
    if asked.detail is Detail.FIGURES:
        return what_if_document(result, asked.known_schools), None
    whole = result_bytes(result)
    return whole.document, whole.body
