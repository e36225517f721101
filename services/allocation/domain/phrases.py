"""The words of an explanation in English and Spanish, for families rather than accountants."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "es"]

PHRASES: dict[str, tuple[str, str]] = {
    "school_total": ("Budget of {school}", "Presupuesto de {school}"),
    "source": ("From {source}", "De {source}"),
    "component": ("{label}", "{label}"),
    "not_eligible": ("{source}: this school is not eligible", "{source}: esta escuela no cumple los requisitos"),
    "eligible": ("{source}: this school is eligible", "{source}: esta escuela cumple los requisitos"),
    "closed": ("the school is not open in this fiscal year", "la escuela no está abierta en este año fiscal"),
    "proof": ("{subject}: {found} ({operator} {value})", "{subject}: {found} ({operator} {value})"),
    "proof_holds": ("met", "se cumple"),
    "proof_fails": ("not met", "no se cumple"),
    "no_value": ("none", "ninguno"),
    "all_pupils_of": ("{level}, all pupils", "{level}, todo el alumnado"),
    "need_pupils_of": ("{level}, {need}", "{level}, {need}"),
    "every_level": ("every level", "todos los niveles"),
    "weighted_pupils": ("Weighted pupils of this school", "Alumnado ponderado de esta escuela"),
    "all_weighted_pupils": (
        "Weighted pupils of all schools that receive this money",
        "Alumnado ponderado de todas las escuelas que reciben este dinero",
    ),
    "school_measure": ("{measure} of this school", "{measure} de esta escuela"),
    "all_measure": (
        "{measure} of all schools that receive this money",
        "{measure} de todas las escuelas que reciben este dinero",
    ),
    "pool": ("Money to share", "Dinero por repartir"),
    "pool_of_cell": ("Money for {cell}", "Dinero para {cell}"),
    "source_amount": ("Amount of {source}", "Importe de {source}"),
    "central_share": ("Held centrally", "Retenido por la oficina central"),
    "set_aside": ("Set aside as a reserve", "Apartado como reserva"),
    "other_rules": ("Taken by the other rules of this source", "Tomado por las otras reglas de esta fuente"),
    "round_unit": (
        "Rounding {unit}: the exact sum is {exact}",
        "Redondeo {unit}: la suma exacta es {exact}",
    ),
    "largest_remainder": (
        "Rounding {unit}: the exact share is {exact}; of what cutting down leaves over, this school received one unit",
        "Redondeo {unit}: la parte exacta es {exact}; de lo que sobra al recortar, esta escuela recibió una unidad",
    ),
    "cut_down": (
        "Rounding {unit}: the exact share is {exact}; other schools had larger fractions",
        "Redondeo {unit}: la parte exacta es {exact}; otras escuelas tenían fracciones mayores",
    ),
    "cent": ("to the cent", "al centavo"),
    "dollar": ("to the dollar", "al dólar"),
    "unit_cents": ("to multiples of {dollars}", "a múltiplos de {dollars}"),
    "flat_amount": ("Flat amount for {band}", "Importe fijo para {band}"),
    "any_school": ("any school", "cualquier escuela"),
    "grant": ("{label}", "{label}"),
    "typed_grant": ("Amount named for this school", "Importe asignado a esta escuela"),
    "floor_hold_harmless": (
        "Least this school may receive: {percent} of its current budget",
        "Mínimo que puede recibir esta escuela: {percent} de su presupuesto actual",
    ),
    "floor_per_pupil": (
        "Least this school may receive: {percent} of its current budget per pupil, for its pupils now",
        "Mínimo que puede recibir esta escuela: {percent} de su presupuesto actual por estudiante, por su alumnado",
    ),
    "floor_minimum": ("Minimum operational budget", "Presupuesto operativo mínimo"),
    "current_budget": ("Current budget", "Presupuesto actual"),
    "prior_pupils": ("Pupils in the current year", "Alumnado del año actual"),
    "before_adjustment": ("Before this adjustment", "Antes de este ajuste"),
    "lifted": ("Lifted to the floor", "Elevado hasta el mínimo"),
    "part_of_source": (
        "Part of it that {source} carries",
        "Parte de ello que corre a cargo de {source}",
    ),
    "paid_by_reserve": ("Paid from the reserve of {source}", "Pagado con la reserva de {source}"),
    "paid_by_central": (
        "Paid from the central share of {source}",
        "Pagado con la parte central de {source}",
    ),
    "paid_by_gainers": (
        "Paid by the schools above their floor, in proportion to their gain",
        "Pagado por las escuelas por encima de su mínimo, en proporción a su ganancia",
    ),
    "given_up": ("Given up for schools below their floor", "Cedido a las escuelas por debajo de su mínimo"),
    "gain": ("Gain of this school", "Ganancia de esta escuela"),
    "all_gains": ("Gain of all schools that pay", "Ganancia de todas las escuelas que pagan"),
    "needed": ("Needed to lift schools to their floors", "Necesario para elevar escuelas hasta su mínimo"),
    "capped": (
        "Limited so that no school falls under a floor of its own or gives more than it has",
        "Limitado para que ninguna escuela quede bajo su propio mínimo ni dé más de lo que tiene",
    ),
    "compared": ("Current budget {current}; change {change}", "Presupuesto actual {current}; cambio {change}"),
    "read_in": ("{file}, row {row}", "{file}, fila {row}"),
    "policy_note": ("Policy: {policy}, fiscal year {year}", "Política: {policy}, año fiscal {year}"),
    "pupils": ("pupils", "estudiantes"),
    "share_of": ("{need}, share of all pupils", "{need}, proporción de todo el alumnado"),
    "formula_value": ("Value of the formula", "Valor de la fórmula"),
    "call_if": ("Depends on a condition", "Depende de una condición"),
    "condition": ("{expression}: {values}", "{expression}: {values}"),
    "chosen": ("So this applies", "Por eso se aplica"),
    "call_min": ("The least of these", "El menor de estos"),
    "call_max": ("The greatest of these", "El mayor de estos"),
    "call_clamp": ("Kept between two bounds", "Mantenido entre dos límites"),
    "rounded": ("Rounded", "Redondeado"),
    "over_sum": ("Sum over all open schools of {expression}", "Suma de todas las escuelas abiertas de {expression}"),
    "over_mean": ("Mean over all open schools of {expression}", "Media de todas las escuelas abiertas de {expression}"),
    "over_lowest": (
        "Lowest of all open schools of {expression}",
        "Mínimo de todas las escuelas abiertas de {expression}",
    ),
    "over_highest": (
        "Highest of all open schools of {expression}",
        "Máximo de todas las escuelas abiertas de {expression}",
    ),
    "over_schools_note": ("{count} schools", "{count} escuelas"),
    "moved": ("Moved between schools", "Movido entre escuelas"),
    "collar_least": ("Least this school may have", "Lo mínimo que puede tener esta escuela"),
    "collar_most": ("Most this school may have", "Lo máximo que puede tener esta escuela"),
    "collar_factor": (
        "Factor for all schools within their bounds",
        "Factor para todas las escuelas dentro de sus límites",
    ),
    "collar_scaled": ("Scaled like all schools within their bounds", "Escalado como las demás dentro de sus límites"),
    "collar_held": ("Held by its bound", "Retenido en su límite"),
    "phase_in_factor": (
        "Factor that brings all current budgets to the money there is",
        "Factor que lleva los presupuestos actuales al dinero disponible",
    ),
    "phased_in": ("A share of the way to the formula", "Una parte del camino hacia la fórmula"),
    "index_of_school": ("Index of this school", "Índice de esta escuela"),
    "all_indexes": (
        "Index of all schools that receive this money",
        "Índice de todas las escuelas que reciben este dinero",
    ),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence that can be said in every language; parameters may be phrases themselves."""

    key: str
    parameters: tuple[tuple[str, "str | Phrase"], ...] = ()

    def render(self, language: Language) -> str:
        """Return the sentence."""
        values = {
            name: value.render(language) if isinstance(value, Phrase) else value for name, value in self.parameters
        }
        return PHRASES[self.key][0 if language == "en" else 1].format_map(values)


def say(key: str, **parameters: str | Phrase) -> Phrase:
    """Return a phrase by its key."""
    return Phrase(key, tuple(parameters.items()))
