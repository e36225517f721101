"""The words of an explanation in English and Spanish, for families rather than accountants."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "es"]

Words = tuple[str, str]
"""The same words in English and in Spanish."""


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
    "call_root": ("A root, rounded", "Una raíz, redondeada"),
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
    "over_rank": (
        "Place among all open schools by {expression}, the highest first",
        "Lugar entre todas las escuelas abiertas por {expression}, de mayor a menor",
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
    "trigger_current": (
        "The current budget until revenue grows",
        "El presupuesto actual hasta que crezcan los ingresos",
    ),
    "trigger_waits": (
        "The formula is paid once revenue reaches {needed}; it is {revenue}",
        "La fórmula se pagará cuando los ingresos lleguen a {needed}; ahora son {revenue}",
    ),
    "weights_wait": ("Weights not in force yet: {needs}", "Ponderaciones que aún no rigen: {needs}"),
    "weight_step": (
        "Step of fiscal year {year} on the way to {weight} in {last}",
        "Paso del año fiscal {year} hacia {weight} en {last}",
    ),
    "recount_promised": ("Published before the recount", "Publicado antes del recuento"),
    "recount_change": ("Part of the change that counts", "Parte del cambio que cuenta"),
    "recount_up_only": ("A recount never lowers an amount", "Un recuento nunca reduce un importe"),
    "recount_capped": ("Limited by the cap of the recount", "Limitado por el tope del recuento"),
    "recount_paid": (
        "Given up for schools that keep what was published",
        "Cedido a escuelas que conservan lo publicado",
    ),
    "recount_target": ("What the school has after the recount", "Lo que tiene la escuela tras el recuento"),
    "recount_moved": ("Difference to the formula", "Diferencia con la fórmula"),
    "recount_formula": ("By the formula with the new counts", "Según la fórmula con los nuevos conteos"),
    "index_of_school": ("Index of this school", "Índice de esta escuela"),
    "all_indexes": (
        "Index of all schools that receive this money",
        "Índice de todas las escuelas que reciben este dinero",
    ),
    "by_rule": ("Rule {rule}: {kind}", "Regla {rule}: {kind}"),
    "kind_per_pupil": ("an amount for each pupil", "un importe por estudiante"),
    "kind_weighted_pool": ("shared by weighted pupils", "repartido por alumnado ponderado"),
    "kind_shares": ("shares of the money by level and need", "partes del dinero por nivel y necesidad"),
    "kind_foundation": ("a flat amount for each school", "un importe fijo por escuela"),
    "kind_proportional": ("shared in proportion to a measure", "repartido en proporción a una medida"),
    "kind_school_grant": ("amounts named for schools", "importes asignados a escuelas"),
    "kind_formula": ("a formula of the district", "una fórmula del distrito"),
    "kind_threshold_supplement": ("a supplement for small schools", "un suplemento para escuelas pequeñas"),
    "kind_enrollment_floor": ("a floor of pupils", "un mínimo de alumnado"),
    "kind_concentration": ("for concentrated need", "por concentración de necesidades"),
    "kind_staffing_ratio": ("positions for pupils", "puestos por alumnado"),
    "kind_prior_year_change": ("last year and its change", "el año anterior y su cambio"),
    "kind_composite_index": ("shared by an index", "repartido por un índice"),
    "kind_incentive": ("an incentive", "un incentivo"),
    "before_adjustments": ("By the rules, before adjustments", "Por las reglas, antes de los ajustes"),
    "top_ups": ("Added by adjustments", "Añadido por los ajustes"),
    "reductions": ("Given up by adjustments", "Cedido por los ajustes"),
    "change": ("Change against the current budget", "Cambio frente al presupuesto actual"),
    "change_share": ("Change in percent of the current budget", "Cambio en porcentaje del presupuesto actual"),
    "per_pupil": ("Dollars per pupil", "Dólares por estudiante"),
    "pupils_of_school": ("Pupils of this school", "Alumnado de esta escuela"),
    "need_of_school": ("{need}: pupils of this school", "{need}: alumnado de esta escuela"),
    "typed_floor": ("Minimum typed for this school", "Mínimo indicado para esta escuela"),
    "floor_by_measure": ("Minimum by {measure}", "Mínimo según {measure}"),
    "no_less_than_nothing": ("No school needs less than nothing", "Ninguna escuela necesita menos que nada"),
    "floor_by_level": ("Minimum per pupil, by level", "Mínimo por estudiante, por nivel"),
    "other_schools": ("{count} other schools together", "Otras {count} escuelas juntas"),
    "rate_of_cell": ("Dollars per pupil: {cell}", "Dólares por estudiante: {cell}"),
    "weight_of_cell": ("Weight: {cell}", "Ponderación: {cell}"),
    "source_part": ("{source}: {label}", "{source}: {label}"),
    "reaches_some": (
        "Only some schools receive this money; it counts by their share of such pupils",
        "Solo algunas escuelas reciben este dinero; cuenta según su parte de ese alumnado",
    ),
    "not_locked": ("This source is not locked", "Esta fuente no está bloqueada"),
    "typed_in_policy": ("An amount typed in the policy", "Un importe indicado en la política"),
    "no_decision": ("The policy says nothing about this source", "La política no dice nada sobre esta fuente"),
    "central_paid": ("Paid from it to lift schools to their floors", "Pagado de ahí para elevar escuelas a su mínimo"),
    "line_locked": ("{source}: locked", "{source}: bloqueado"),
    "line_central": ("{source}: held centrally", "{source}: retenido por la oficina central"),
    "line_school_grant": ("{source}: named for schools", "{source}: asignado a escuelas"),
    "line_formula": ("{source}: by formula", "{source}: por fórmula"),
    "line_top_up": ("{source}: top-ups", "{source}: complementos"),
    "line_reduction": ("{source}: reductions", "{source}: reducciones"),
    "line_to_schools": ("{source}: to schools", "{source}: a las escuelas"),
    "line_reserve": ("{source}: in reserve", "{source}: en reserva"),
    "line_difference": ("{source}: what is missing", "{source}: lo que falta"),
    "all_amount": ("All revenue", "Todos los ingresos"),
    "all_locked": ("Locked, all sources", "Bloqueado, todas las fuentes"),
    "all_central_share": ("Held centrally, all sources", "Retenido por la oficina central, todas las fuentes"),
    "all_school_grant": ("Named for schools, all sources", "Asignado a escuelas, todas las fuentes"),
    "all_formula": ("By formula, all sources", "Por fórmula, todas las fuentes"),
    "all_top_up": ("Top-ups, all sources", "Complementos, todas las fuentes"),
    "all_reduction": ("Reductions, all sources", "Reducciones, todas las fuentes"),
    "all_to_schools": ("To schools, all sources", "A las escuelas, todas las fuentes"),
    "all_reserve": ("In reserve, all sources", "En reserva, todas las fuentes"),
    "all_difference": ("What is missing, all sources", "Lo que falta, todas las fuentes"),
    "all_current": ("Current budgets of all schools", "Presupuestos actuales de todas las escuelas"),
    "all_change": ("Change against the current budgets", "Cambio frente a los presupuestos actuales"),
    "all_pupils": ("Pupils of the district", "Alumnado del distrito"),
    "all_unrestricted": ("Unrestricted money", "Dinero sin restricciones"),
    "decided_by_schools": (
        "Unrestricted money that schools decide about",
        "Dinero sin restricciones que deciden las escuelas",
    ),
    "school_control": ("Share under school control", "Parte bajo control de las escuelas"),
    "schools_gaining": ("Schools that gain", "Escuelas que ganan"),
    "schools_losing": ("Schools that lose", "Escuelas que pierden"),
    "schools_unchanged": ("Schools without change", "Escuelas sin cambio"),
    "made_by": ("How this was decided", "Cómo se decidió"),
    "made_policy": ("Policy {policy}, fiscal year {year}", "Política {policy}, año fiscal {year}"),
    "made_scenario": ("Scenario {name}, version {version}", "Escenario {name}, versión {version}"),
    "made_unsaved": (
        "With changes on the screen that nobody has saved",
        "Con cambios en la pantalla que nadie ha guardado",
    ),
    "made_changed": ("Last changed by {who} on {when}", "Último cambio de {who}, {when}"),
    "made_published": ("Published by {who} on {when}: {reason}", "Publicado por {who}, {when}: {reason}"),
    "made_hash": ("Policy document {policy_hash}", "Documento de la política {policy_hash}"),
    "made_data": (
        "Data: {kind}, version {version}, from {file}",
        "Datos: {kind}, versión {version}, de {file}",
    ),
    "made_stored": ("Stored by {who} on {when}", "Guardado por {who}, {when}"),
    "kind_of_schools": ("schools", "escuelas"),
    "kind_of_counts": ("counts", "conteos"),
    "kind_of_measures": ("measures", "medidas"),
    "kind_of_revenue_sources": ("revenue sources", "fuentes de ingresos"),
    "kind_of_current_budgets": ("current budgets", "presupuestos actuales"),
    "kind_of_school_grants": ("school grants", "importes asignados a escuelas"),
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
        return in_language(PHRASES[self.key], language).format_map(values)


def in_language(words: Words, language: Language) -> str:
    """Return words in one language."""
    return words[0 if language == "en" else 1]


def worded(table: Mapping[str, Words], key: str, language: Language, **parameters: str) -> str:
    """Return a sentence of a table with its values."""
    return in_language(table[key], language).format_map(parameters)


def say(key: str, **parameters: str | Phrase) -> Phrase:
    """Return a phrase by its key."""
    return Phrase(key, tuple(parameters.items()))
