"""Why a school's budget is not what the formula by itself gives: a sentence for what each adjustment did to it."""

from fractions import Fraction
from typing import Final

from services.allocation.domain.adjustments import HoldHarmless, PhaseIn, Trigger
from services.allocation.domain.errors import dollars
from services.allocation.domain.explanation import number
from services.allocation.domain.in_force import counted_revenue
from services.allocation.domain.lift import Lift
from services.allocation.domain.phrases import Language, worded
from services.allocation.domain.result import Result
from shared.fiscal_year import FiscalYear

_FORMULA: Final = "formula"
_WORDS: Final[dict[str, tuple[str, str]]] = {
    _FORMULA: ("The formula by itself comes to {formula}.", "La fórmula por sí sola da {formula}."),
    "minimum_operational_budget_up": (
        "{amount} is added so that the school has at least what the district says a school needs to run.",
        "Se añaden {amount} para que la escuela tenga al menos lo que el distrito considera necesario para funcionar.",
    ),
    "minimum_operational_budget_down": (
        "From this school, {amount} goes to schools that would otherwise have less than they need to run.",
        (
            "De esta escuela, {amount} se destinan a escuelas que de otro modo tendrían menos de lo necesario "
            "para funcionar."
        ),
    ),
    "hold_harmless_up": (
        "{amount} is added so that the school keeps the part of its current budget that it was promised.",
        "Se añaden {amount} para que la escuela conserve la parte de su presupuesto actual que se le prometió.",
    ),
    "hold_harmless_down": (
        (
            "From this school, {amount} goes to schools that would otherwise fall below the part of their current"
            " budget that they were promised."
        ),
        (
            "De esta escuela, {amount} se destinan a escuelas que de otro modo quedarían por debajo de la parte "
            "de su presupuesto actual que se les prometió."
        ),
    ),
    "hold_harmless_per_pupil_up": (
        "{amount} is added so that the school keeps the part of its current budget per pupil that it was promised.",
        (
            "Se añaden {amount} para que la escuela conserve la parte de su presupuesto actual por estudiante que"
            " se le prometió."
        ),
    ),
    "hold_harmless_per_pupil_down": (
        (
            "From this school, {amount} goes to schools that would otherwise fall below the part of their current"
            " budget per pupil that they were promised."
        ),
        (
            "De esta escuela, {amount} se destinan a escuelas que de otro modo quedarían por debajo de la parte "
            "de su presupuesto actual por estudiante que se les prometió."
        ),
    ),
    "collar_up": (
        (
            "The district limits how far any school’s budget may move away from its current one. Sharing the "
            "money within these limits adds {amount} for this school."
        ),
        (
            "El distrito limita cuánto puede alejarse el presupuesto de cualquier escuela del actual. Repartir el"
            " dinero dentro de esos límites añade {amount} para esta escuela."
        ),
    ),
    "collar_down": (
        (
            "The district limits how far any school’s budget may move away from its current one. Sharing the "
            "money within these limits takes {amount} from this school."
        ),
        (
            "El distrito limita cuánto puede alejarse el presupuesto de cualquier escuela del actual. Repartir el"
            " dinero dentro de esos límites resta {amount} a esta escuela."
        ),
    ),
    "phase_in_up": (
        (
            "The formula comes in step by step. In {year} budgets go {percent} of the way from the current ones "
            "to the formula, which for this school is {amount} more than the whole formula."
        ),
        (
            "La fórmula se introduce paso a paso. En {year} los presupuestos recorren el {percent} del camino de "
            "los actuales a la fórmula; para esta escuela son {amount} más que con la fórmula completa."
        ),
    ),
    "phase_in_down": (
        (
            "The formula comes in step by step. In {year} budgets go {percent} of the way from the current ones "
            "to the formula, which for this school is {amount} less than the whole formula."
        ),
        (
            "La fórmula se introduce paso a paso. En {year} los presupuestos recorren el {percent} del camino de "
            "los actuales a la fórmula; para esta escuela son {amount} menos que con la fórmula completa."
        ),
    ),
    "trigger_up": (
        (
            "The formula waits until the district’s revenue reaches {needed}; now it is {revenue}. Until then the"
            " money is shared as in the current budgets, which for this school is {amount} more than the formula."
        ),
        (
            "La fórmula espera a que los ingresos del distrito lleguen a {needed}; ahora son {revenue}. Hasta "
            "entonces el dinero se reparte como en los presupuestos actuales; para esta escuela son {amount} más "
            "que con la fórmula."
        ),
    ),
    "trigger_down": (
        (
            "The formula waits until the district’s revenue reaches {needed}; now it is {revenue}. Until then the"
            " money is shared as in the current budgets, which for this school is {amount} less than the formula."
        ),
        (
            "La fórmula espera a que los ingresos del distrito lleguen a {needed}; ahora son {revenue}. Hasta "
            "entonces el dinero se reparte como en los presupuestos actuales; para esta escuela son {amount} "
            "menos que con la fórmula."
        ),
    ),
    "recount_up": (
        (
            "Pupils were counted again, and the school would now have less than it was promised. By the "
            "district’s rules for a new count, {amount} is added."
        ),
        (
            "Se volvió a contar al alumnado y ahora la escuela tendría menos de lo que se le prometió. Según las "
            "reglas del distrito para un nuevo conteo, se añaden {amount}."
        ),
    ),
    "recount_down": (
        (
            "Pupils were counted again, and the school would now have more than it was promised. By the "
            "district’s rules for a new count, {amount} of that rise is not paid to it."
        ),
        (
            "Se volvió a contar al alumnado y ahora la escuela tendría más de lo que se le prometió. Según las "
            "reglas del distrito para un nuevo conteo, {amount} de ese aumento no se le pagan."
        ),
    ),
}


def adjustment_sentences(result: Result, row: int, language: Language) -> list[str]:
    """Return what the formula by itself gives a school and what each adjustment made of it; none where none did."""
    # A school that pays as much as it is given is left where the formula put it.
    said = [
        _sentence(result, lift, row, language) for lift in result.lifts if lift.top_ups[row] != lift.reductions[row]
    ]
    if not said:
        return []
    return [worded(_WORDS, _FORMULA, language, formula=dollars(int(result.formula[row]))), *said]


def _sentence(result: Result, lift: Lift, row: int, language: Language) -> str:
    adjustment = lift.adjustment
    moved = int(lift.top_ups[row]) - int(lift.reductions[row])
    kind: str = adjustment.kind
    more: dict[str, str] = {}
    if isinstance(adjustment, HoldHarmless) and adjustment.basis == "per_pupil":
        kind = "hold_harmless_per_pupil"
    elif isinstance(adjustment, PhaseIn):
        year = FiscalYear(result.policy.fiscal_year, result.policy.fiscal_year_start_month)
        more = {"year": str(year), "percent": f"{number(Fraction(adjustment.percent_in(year.ends_in), 100))}%"}
    elif isinstance(adjustment, Trigger):
        revenue = counted_revenue(adjustment, result.prepared.sources)
        more = {"revenue": dollars(revenue), "needed": dollars(adjustment.revenue_cents)}
    return worded(_WORDS, f"{kind}_{'up' if moved > 0 else 'down'}", language, amount=dollars(abs(moved)), **more)
