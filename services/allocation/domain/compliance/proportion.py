"""California: supplemental and concentration money must increase or improve services in proportion.

The share asked for is that money over the base grant. What counts towards it are dollars that reach schools out of it,
and central services that a policy names; what is held without a name, locked away or kept in reserve improves nothing.
Source: Cal. Educ. Code 42238.07; 5 CCR 15496(a).
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from services.allocation.domain.compliance.checks import Check, Figure, Say, percent, share_bp
from services.allocation.domain.compliance.federal import is_federal
from services.allocation.domain.compliance.settings import ComplianceSettings
from services.allocation.domain.errors import dollars
from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.result import Result

CITE = "Cal. Educ. Code 42238.07; 5 CCR 15496(a)"
CODE = "proportion"
_SUPPLEMENTAL = re.compile(r"supplemental|concentrat|suplement|concentraci", re.IGNORECASE)
_STATE = re.compile(r"\bstate\b|\bestatal|\bestado\b|\blcff\b", re.IGNORECASE)
_BASE = re.compile(r"\bbase\b", re.IGNORECASE)


def proportion_check(result: Result, settings: ComplianceSettings) -> Check:
    """Hold what supplemental and concentration money does against its share of the base grant."""
    sources = [ledger for ledger in result.ledgers if _is_supplemental(ledger, settings)]
    others = [ledger for ledger in result.ledgers if ledger not in sources]
    parts = [part for ledger in others for part in ledger.components if _is_part(ledger, part)]
    typed = settings.supplemental_grant_cents
    if not sources and not parts and not typed:
        return Check(CODE, CITE, "not_applicable", Say("proportion.none"))
    grant = sum(each.source.amount_cents for each in sources) if typed is None else typed
    # Where no source holds the grant apart, it comes with the base, which is then what is left of both.
    base = _base(others, 0 if sources else grant) if settings.base_grant_cents is None else settings.base_grant_cents
    if not grant or not base:
        return Check(CODE, CITE, "not_enough_data", Say("proportion.unknown"), Say("proportion.unknown.remedy"))
    improving = sum(map(_improving, sources)) + sum(part.total_cents for part in parts)
    asked, planned = Fraction(grant, base), Fraction(improving, base)
    figures = (
        Figure("supplemental_grant", grant, "cents"),
        Figure("base_grant", base, "cents"),
        Figure("proportion_asked", share_bp(asked), "share_bp"),
        Figure("improving", improving, "cents"),
        Figure("proportion_planned", share_bp(planned), "share_bp"),
    )
    values = {
        "asked": percent(asked),
        "planned": percent(planned),
        "grant": dollars(grant),
        "base": dollars(base),
        "missing": dollars(max(grant - improving, 0)),
    }
    if improving >= grant:
        return Check(CODE, CITE, "passed", Say("proportion", values), None, figures)
    return Check(CODE, CITE, "failed", Say("proportion.short", values), Say("proportion.short.remedy", values), figures)


def _is_supplemental(ledger: SourceLedger, settings: ComplianceSettings) -> bool:
    source = ledger.source
    if settings.supplemental_source_ids is not None:
        return source.source_id in settings.supplemental_source_ids
    return not is_federal(source) and bool(_SUPPLEMENTAL.search(f"{source.source_id} {source.name}"))


def _is_part(ledger: SourceLedger, part: Component) -> bool:
    """Say whether money of another source is given out as supplemental or concentration grant by a rule of its own."""
    if is_federal(ledger.source) or part.rule is None:
        return False
    said = f"{part.rule.rule_id} {part.label}"
    return part.kind == "concentration" or bool(_SUPPLEMENTAL.search(said) and not _BASE.search(said))


def _base(others: Sequence[SourceLedger], within_cents: int) -> int:
    """Return the base grant where nobody typed it.

    It is the state's unrestricted money that is called so; else all of it, without the other grant within it.
    """
    unrestricted = [
        ledger.source
        for ledger in others
        if not ledger.source.restricted
        and not is_federal(ledger.source)
        and _STATE.search(f"{ledger.source.funder} {ledger.source.source_id} {ledger.source.name}")
    ]
    named = [source for source in unrestricted if _BASE.search(f"{source.source_id} {source.name}")]
    if named:
        return sum(source.amount_cents for source in named)
    return max(sum(source.amount_cents for source in unrestricted) - within_cents, 0)


def _improving(ledger: SourceLedger) -> int:
    services = () if ledger.policy is None else ledger.policy.central_services
    named = sum(each.amount_cents for each in services if each.mode == "central")
    return ledger.to_schools_cents + min(named, ledger.central_cents + ledger.locked_cents)
