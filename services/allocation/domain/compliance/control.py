"""The share of unrestricted money that schools decide on, against the district's target."""

from fractions import Fraction

from services.allocation.domain.compliance.checks import Check, Figure, Say, percent, share_bp
from services.allocation.domain.errors import dollars
from services.allocation.domain.ledger import SourceLedger
from services.allocation.domain.result import Result

CITE = "cite.school_control"  # no law: its words say whose target it is


def control_check(result: Result, target_bp: int) -> Check:
    """Hold the share against the target and say how much money would have to change hands."""
    unrestricted = [ledger for ledger in result.ledgers if not ledger.source.restricted]
    amount = sum(ledger.source.amount_cents for ledger in unrestricted)
    decided = sum(
        each.to_schools_cents for each in unrestricted if each.policy is not None and each.policy.control == "school"
    )
    if amount == 0:
        return Check("school_control", CITE, "not_enough_data", Say("control.none"), Say("control.none.remedy"))
    share = Fraction(decided, amount)
    wanted = -(-amount * target_bp // 10_000)
    figures = (
        Figure("unrestricted", amount, "cents"),
        Figure("school_controlled", decided, "cents"),
        Figure("control_share", share_bp(share), "share_bp"),
        Figure("control_target", target_bp, "share_bp"),
    )
    values = {
        "share": percent(share),
        "target": percent(Fraction(target_bp, 10_000)),
        "missing": dollars(max(wanted - decided, 0)),
    }
    if decided >= wanted:
        return Check("school_control", CITE, "passed", Say("control", values), None, figures)
    central = sorted(
        (each for each in unrestricted if _held(each) * 100 > sum(map(_held, unrestricted))),
        key=lambda each: (-_held(each), each.source.source_id),
    )
    values["sources"] = ", ".join(each.source.name for each in central[:3])
    return Check("school_control", CITE, "failed", Say("control.short", values), Say("control.remedy", values), figures)


def _held(ledger: SourceLedger) -> int:
    return ledger.source.amount_cents - ledger.to_schools_cents
