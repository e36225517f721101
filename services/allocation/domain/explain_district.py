"""Why the figures of a source and of the district are what they are: every line of the reconciliation."""

from fractions import Fraction

import numpy as np

from services.allocation.domain.exact import IntVector
from services.allocation.domain.explain_figures import NoSuchFigure
from services.allocation.domain.explain_sums import over_schools, sum_formula
from services.allocation.domain.explanation import Explanation, InputRow, money, money_of, number
from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.phrases import Phrase, say
from services.allocation.domain.result import Result

LINES = ("amount", "locked", "central_share", "school_grant", "formula", "top_up", "reduction", "reserve")
"""The lines of a source's reconciliation, in the order of the table."""


def explain_source_line(result: Result, ledger: SourceLedger, figure: str, *, by_school: bool = True) -> Explanation:
    """Explain one line of a source's reconciliation, down to the schools or only to its components.

    Raises:
        NoSuchFigure: There is no such line.
    """
    match figure:
        case "amount":
            return _amount(ledger)
        case "locked":
            note = None if ledger.locked_cents else say("not_locked")
            return _given(say("line_locked", source=ledger.source.name), ledger.locked_cents, note)
        case "central_share":
            return _central(ledger)
        case "school_grant" | "formula" | "top_up" | "reduction":
            return _components(result, ledger, figure, by_school=by_school)
        case "to_schools":
            return _to_schools(result, ledger, by_school=by_school)
        case "reserve":
            return _reserve(result, ledger, by_school=by_school)
        case "difference":
            return _difference(result, ledger, by_school=by_school)
        case _:
            raise NoSuchFigure(f"a source has no figure {figure!r}")


def explain_district_line(result: Result, figure: str) -> Explanation:
    """Explain a total of the district.

    Raises:
        NoSuchFigure: There is no such total.
    """
    if figure in {*LINES, "to_schools", "difference"}:
        children = tuple(explain_source_line(result, ledger, figure, by_school=False) for ledger in result.ledgers)
        total = sum((child.exact or Fraction() for child in children), Fraction())
        formula = sum_formula([child.exact or Fraction() for child in children], total)
        return Explanation(say(f"all_{figure}"), "sum", total, formula=formula, children=children)
    if figure == "school_control":
        return _school_control(result)
    if figure in {"current", "change"}:
        known = result.prepared.current_cents >= 0
        amounts = (
            result.prepared.current_cents if figure == "current" else result.totals - result.prepared.current_cents
        )
        return over_schools(say(f"all_{figure}"), result.prepared, np.where(known, amounts, 0))
    if figure in {"gaining", "losing", "unchanged"}:
        return _winners(result, figure)
    if figure == "pupils":
        pupils = Fraction(int(result.prepared.pupils.sum()), result.prepared.count_scale)
        return Explanation(say("all_pupils"), "given", pupils, unit="pupils", formula=number(pupils))
    raise NoSuchFigure(f"the district has no figure {figure!r}")


def explain_component_total(result: Result, component: Component) -> Explanation:
    """Explain what a component gives all schools together."""
    return over_schools(say("component", label=component.label), result.prepared, component.amounts)


def _given(label: Phrase, cents: int, note: Phrase | None = None) -> Explanation:
    return Explanation(label, "given", Fraction(cents, 100), formula=money_of(cents), note=note)


def _amount(ledger: SourceLedger) -> Explanation:
    source = ledger.source
    return Explanation(
        say("source_amount", source=source.name),
        "given",
        Fraction(source.amount_cents, 100),
        formula=money_of(source.amount_cents),
        rows=(InputRow(source.origin, "amount", money_of(source.amount_cents)),),
    )


def _central(ledger: SourceLedger) -> Explanation:
    label = say("line_central", source=ledger.source.name)
    before = _central_before(ledger)
    paid = ledger.central_before_cents - ledger.central_cents
    if not paid:
        return Explanation(
            label, before.operation, before.exact, formula=before.formula, note=before.note, children=before.children
        )
    total = Fraction(ledger.central_cents, 100)
    spent = _given(say("central_paid"), -paid)
    formula = sum_formula([before.exact or Fraction(), spent.exact or Fraction()], total)
    return Explanation(label, "sum", total, formula=formula, children=(before, spent))


def _central_before(ledger: SourceLedger) -> Explanation:
    label, cents = say("central_share"), ledger.central_before_cents
    exact = Fraction(cents, 100)
    share = ledger.policy.central_share if ledger.policy else None
    if share is not None and share.percent_bp is not None:
        amount = _amount(ledger)
        formula = f"{number(Fraction(share.percent_bp, 100))} % × {amount.formula}"
        is_exact = Fraction(ledger.source.amount_cents * share.percent_bp, 100 * BASIS_POINTS) == exact
        formula += f" {'=' if is_exact else '≈'} {money_of(cents)}"
        return Explanation(label, "formula", exact, formula=formula, children=(amount,))
    services = [
        _given(say("component", label=service.name), service.amount_cents)
        for service in (ledger.policy.central_services if ledger.policy else ())
        if service.mode == "central" and service.amount_cents
    ]
    if services and share is None:
        formula = sum_formula([service.exact or Fraction() for service in services], exact)
        return Explanation(label, "sum", exact, formula=formula, children=tuple(services))
    return Explanation(label, "given", exact, formula=money_of(cents), note=say("typed_in_policy") if cents else None)


def _kind_of(component: Component) -> str:
    if component.rule is None:
        return component.kind
    return "school_grant" if component.kind == "school_grant" else "formula"


def _components(result: Result, ledger: SourceLedger, figure: str, *, by_school: bool) -> Explanation:
    sign = -1 if figure == "reduction" else 1
    chosen = [component for component in ledger.components if _kind_of(component) == figure]
    children = tuple(
        over_schools(say("component", label=component.label), result.prepared, component.amounts, sign)
        if by_school
        else _given(say("component", label=component.label), sign * component.total_cents)
        for component in chosen
    )
    total = sum((child.exact or Fraction() for child in children), Fraction())
    formula = sum_formula([child.exact or Fraction() for child in children], total)
    label = say(f"line_{figure}", source=ledger.source.name)
    return Explanation(label, "sum", total, formula=formula, children=children)


def _to_schools(result: Result, ledger: SourceLedger, *, by_school: bool) -> Explanation:
    children = [
        _components(result, ledger, figure, by_school=by_school) for figure in ("school_grant", "formula", "top_up")
    ]
    taken = _components(result, ledger, "reduction", by_school=by_school)
    if taken.exact:
        children.append(_given(taken.label, -int(taken.exact * 100)))
    children = [child for child in children if child.exact]
    total = sum((child.exact or Fraction() for child in children), Fraction())
    formula = sum_formula([child.exact or Fraction() for child in children], total)
    label = say("line_to_schools", source=ledger.source.name)
    return Explanation(label, "sum", total, formula=formula, children=tuple(children))


def _reserve(result: Result, ledger: SourceLedger, *, by_school: bool) -> Explanation:
    names = ("locked", "central_share", "to_schools")
    taken = [explain_source_line(result, ledger, figure, by_school=by_school) for figure in names]
    parts = [_amount(ledger), *(_negative(part) for part in taken if part.exact)]
    total = sum((part.exact or Fraction() for part in parts), Fraction())
    formula = sum_formula([part.exact or Fraction() for part in parts], total)
    note = say("no_decision") if ledger.policy is None else None
    label = say("line_reserve", source=ledger.source.name)
    return Explanation(label, "sum", total, formula=formula, note=note, children=tuple(parts))


def _negative(part: Explanation) -> Explanation:
    exact = -(part.exact or Fraction())
    return Explanation(part.label, "formula", exact, formula=money(exact), children=(part,))


def _difference(result: Result, ledger: SourceLedger, *, by_school: bool) -> Explanation:
    names = ("locked", "central_share", "to_schools", "reserve")
    parts = [explain_source_line(result, ledger, figure, by_school=by_school) for figure in names]
    children = (_amount(ledger), *(_negative(part) for part in parts if part.exact))
    total = sum((part.exact or Fraction() for part in children), Fraction())
    formula = sum_formula([part.exact or Fraction() for part in children], total)
    label = say("line_difference", source=ledger.source.name)
    return Explanation(label, "sum", total, formula=formula, children=children)


def _school_control(result: Result) -> Explanation:
    unrestricted = [ledger for ledger in result.ledgers if not ledger.source.restricted]
    amount = sum(ledger.source.amount_cents for ledger in unrestricted)
    if not amount:
        raise NoSuchFigure("the district has no unrestricted money")
    decided = [
        _to_schools(result, ledger, by_school=False)
        for ledger in unrestricted
        if ledger.policy is not None and ledger.policy.control == "school"
    ]
    cents = sum((part.exact or Fraction() for part in decided), Fraction())
    percent = cents * 10_000 / amount
    own = Explanation(say("decided_by_schools"), "sum", cents, formula=money(cents), children=tuple(decided))
    every = Explanation(
        say("all_unrestricted"),
        "sum",
        Fraction(amount, 100),
        formula=money_of(amount),
        children=tuple(_amount(ledger) for ledger in unrestricted),
    )
    formula = f"{money(cents)} ÷ {money_of(amount)} = {number(percent)} %"
    return Explanation(
        say("school_control"), "formula", percent, unit="percent", formula=formula, children=(own, every)
    )


def _winners(result: Result, figure: str) -> Explanation:
    known = result.prepared.current_cents >= 0
    change: IntVector = np.where(known, result.totals - result.prepared.current_cents, 0)
    chosen = known & {"gaining": change > 0, "losing": change < 0, "unchanged": change == 0}[figure]
    listed = over_schools(say("all_change"), result.prepared, np.where(chosen, change, 0))
    count = Fraction(int(np.count_nonzero(chosen)))
    return Explanation(
        say(f"schools_{figure}"), "fact", count, unit="schools", formula=number(count), children=(listed,)
    )
