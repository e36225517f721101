"""Central services that are devolved or sold: what schools receive for them, and what they pay."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from services.allocation.domain.derive import refusing_large
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible
from services.allocation.domain.exact import Cents
from services.allocation.domain.expressions.grammar import parse_expression
from services.allocation.domain.expressions.ratios import NumberTooLarge, Ratios
from services.allocation.domain.limits import MAX_CENTS
from services.allocation.domain.policy import CentralService, SourcePolicy
from services.allocation.domain.result import Result

_CENTS = Ratios.constant(Fraction(100))


@dataclass(frozen=True, slots=True, eq=False)
class ServiceEffect:
    """One service of a source, and what it does to schools; columns in the order of the result's schools.

    Attributes:
        received: What schools receive more than if this service alone were kept central; None where it is central,
            or where the money does not suffice to keep it.
        charges: What schools pay for it; zero unless it is sold.
    """

    source_id: str
    service: CentralService
    received: Cents | None
    charges: Cents


@dataclass(frozen=True, slots=True, eq=False)
class CentralServices:
    """Every service of a policy.

    Attributes:
        received: What schools receive for all devolved and sold services together; None where the money does not
            suffice to keep them all.
        charges: What schools pay for all that is sold.
    """

    result: Result
    services: tuple[ServiceEffect, ...]
    received: Cents | None
    charges: Cents


def central_services(result: Result) -> CentralServices:
    """Return what each central service of the result's policy does to schools.

    Raises:
        PolicyProblems: What a school would pay is larger than any amount of money.
    """
    sources = result.policy.sources
    services = {
        (place, position): service
        for place, source in enumerate(sources)
        for position, service in enumerate(source.central_services)
    }
    effects = [
        ServiceEffect(
            sources[at[0]].source_id,
            service,
            None if service.mode == "central" else _received(result, {at}),
            _charges(result, service, f"/sources/{at[0]}/central_services/{at[1]}/price_cents"),
        )
        for at, service in services.items()
    ]
    charges = sum((each.charges for each in effects), np.zeros_like(result.totals))
    return CentralServices(result, tuple(effects), _received(result, services.keys()), charges)


def _received(result: Result, kept: Collection[tuple[int, int]]) -> Cents | None:
    """Return how much more schools receive than with these services kept central."""
    sources = tuple(
        source.model_copy(update={"central_services": _kept(source, place, kept)})
        for place, source in enumerate(result.policy.sources)
    )
    try:
        before = allocate(result.prepared, result.policy.model_copy(update={"sources": sources}))
    except Infeasible:
        return None
    return result.totals - before.totals


def _kept(source: SourcePolicy, place: int, kept: Collection[tuple[int, int]]) -> tuple[CentralService, ...]:
    return tuple(
        service.model_copy(update={"mode": "central"}) if (place, position) in kept else service
        for position, service in enumerate(source.central_services)
    )


def _charges(result: Result, service: CentralService, pointer: str) -> Cents:
    """Return what each open school pays, rounded once, half up; a school that has no such figure buys nothing."""
    if service.mode != "sold" or service.price_cents is None:
        return np.zeros_like(result.totals)
    evaluator = result.prepared.evaluator
    assert evaluator is not None  # derive.with_derived makes it
    with refusing_large(pointer, service.name):
        value = evaluator.figure(parse_expression(service.charge_expression))
        cents = value.times(_CENTS).rounded(Fraction(1), "half_up").top
        charges = np.where(result.open_mask, np.maximum(cents, 0), 0)
        if (charges > MAX_CENTS).any():
            raise NumberTooLarge
    return charges.astype(np.int64)
