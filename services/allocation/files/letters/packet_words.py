"""The words of the board's packet, in English and Spanish."""

from services.allocation.domain.phrases import Language, worded

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Board packet: {policy}, {year}", "Expediente para la junta: {policy}, {year}"),
    "heading_draft": ("School budgets for {year}: proposal", "Presupuestos escolares {year}: propuesta"),
    "heading_run": ("School budgets for {year}", "Presupuestos escolares {year}"),
    "context": ("Board packet · {policy}", "Expediente para la junta · {policy}"),
    "footer": ("{policy} · result {hash}", "{policy} · resultado {hash}"),
    "lead": (
        (
            "{to_schools} of {amount} goes to {schools} schools with {pupils} pupils. {gaining} schools "
            "gain, {losing} lose and {unchanged} stay as they are against their current budgets."
        ),
        (
            "{to_schools} de {amount} van a {schools} escuelas con {pupils} estudiantes. {gaining} escuelas "
            "ganan, {losing} pierden y {unchanged} quedan igual frente a sus presupuestos actuales."
        ),
    ),
    "tile_schools": ("To schools", "A las escuelas"),
    "tile_each": ("Per pupil", "Por estudiante"),
    "tile_control": ("Schools decide about", "Las escuelas deciden sobre"),
    "tile_held": ("Held harmless", "Protegidas"),
    "of_amount": ("of {amount}", "de {amount}"),
    "each_note": ("district-wide average", "media del distrito"),
    "control_note": ("of unrestricted money", "del dinero sin restricciones"),
    "held_note": ("{amount} in top-ups", "{amount} en complementos"),
    "tile_adjusted": ("Changed by adjustments", "Cambiadas por ajustes"),
    "adjusted_note": ("{amount} added, {given} taken", "{amount} añadidos, {given} restados"),
    "reason": ("Why", "Por qué"),
    "decided_run": (
        "Published by {who} on {when}, from scenario {scenario}, version {version}.",
        "Publicado por {who}, {when}, del escenario {scenario}, versión {version}.",
    ),
    "policy": ("The policy in plain words", "La política en palabras sencillas"),
    "policy_lead": (
        "{sources} revenue sources. Each is described by what happens to it.",
        "{sources} fuentes de ingresos. De cada una se dice qué ocurre con ella.",
    ),
    "source_locked": ("It stays where law or the board put it.", "Permanece donde la ley o la junta lo pusieron."),
    "source_nothing": (
        "The policy says nothing about it; it stays in reserve.",
        "La política no dice nada; queda en reserva.",
    ),
    "source_central": ("{amount} stays in the central office.", "{amount} permanece en la oficina central."),
    "source_rule": (
        "{label}: {kind}, {amount} to {schools} schools.",
        "{label}: {kind}, {amount} a {schools} escuelas.",
    ),
    "source_weights": ("Weights: {weights}.", "Ponderaciones: {weights}."),
    "source_some": ("{count} of {all} schools may receive it.", "{count} de {all} escuelas pueden recibirlo."),
    "adjustments": ("Adjustments", "Ajustes"),
    "adjustment": (
        "{title}: {count} schools gain {amount} by it.",
        "{title}: {count} escuelas ganan {amount} con ello.",
    ),
    "adjustment_paid": (
        "{title}: {count} schools gain {amount} by it; {payers} schools give up {given}.",
        "{title}: {count} escuelas ganan {amount} con ello; {payers} escuelas ceden {given}.",
    ),
    "changes": ("Who gains and who loses", "Quién gana y quién pierde"),
    "changes_lead": (
        "Against the current budgets, in total {change}. The ten largest on each side:",
        "Frente a los presupuestos actuales, en total {change}. Los diez mayores de cada lado:",
    ),
    "changes_none": ("There are no current budgets to compare with.", "No hay presupuestos actuales con que comparar."),
    "gainers": ("Largest gains", "Mayores ganancias"),
    "losers": ("Largest losses", "Mayores pérdidas"),
    "nobody_loses": ("No school loses.", "Ninguna escuela pierde."),
    "head_school": ("School", "Escuela"),
    "head_change": ("Change", "Cambio"),
    "head_percent": ("Percent", "Porcentaje"),
    "equity": ("Does money follow need?", "¿Sigue el dinero a la necesidad?"),
    "equity_lead": (
        (
            "Dollars per pupil spread by a coefficient of variation of {cv} (0 is no spread). A spread is "
            "wanted where it follows need, so read it beside the lines below."
        ),
        (
            "Los dólares por estudiante varían con un coeficiente de variación de {cv} (0 es sin variación). "
            "La variación es deseable cuando sigue a la necesidad, así que léala junto con las líneas "
            "siguientes."
        ),
    ),
    "equity_none": ("There are too few schools to measure.", "Hay muy pocas escuelas para medirlo."),
    "equity_need": ("Need", "Necesidad"),
    "equity_slope": ("For 10 points more of it, per pupil", "Por 10 puntos más, por estudiante"),
    "equity_gap": ("Average pupil in need against others", "Estudiante con esa necesidad frente a los demás"),
    "reconciliation": ("Every source adds up", "Cada fuente cuadra"),
    "reconciliation_lead": (
        "Amount = locked + central + to schools + reserve, to the cent, for every source.",
        "Importe = bloqueado + central + a las escuelas + reserva, al centavo, para cada fuente.",
    ),
    "head_source": ("Source", "Fuente"),
    "head_amount": ("Amount", "Importe"),
    "head_locked": ("Locked", "Bloqueado"),
    "head_central": ("Central", "Central"),
    "head_to_schools": ("To schools", "A escuelas"),
    "head_reserve": ("Reserve", "Reserva"),
    "head_difference": ("Missing", "Falta"),
    "all_sources": ("All sources", "Todas las fuentes"),
    "schools": ("Every school", "Cada escuela"),
    "schools_lead": ("In dollars and cents.", "En dólares y centavos."),
    "head_pupils": ("Pupils", "Alumnado"),
    "head_formula": ("By formula", "Por fórmula"),
    "head_adjusted": ("Adjusted", "Ajuste"),
    "head_budget": ("Budget", "Presupuesto"),
    "head_now": ("Now", "Actual"),
    "all_schools": ("All schools", "Todas las escuelas"),
    "verify": ("How to check these figures", "Cómo comprobar estas cifras"),
    "verify_run": (
        (
            "Download the publication’s bundle from its page and run: ssfr verify publication.json. It "
            "computes every figure anew from the policy and the inputs, and compares the hashes below."
        ),
        (
            "Descargue el paquete de la publicación desde su página y ejecute: ssfr verify publication.json. "
            "Calcula de nuevo cada cifra con la política y los datos, y compara las huellas siguientes."
        ),
    ),
    "verify_draft": (
        "This is a proposal. Its page shows the same hashes for as long as neither policy nor data change.",
        (
            "Esto es una propuesta. Su página muestra las mismas huellas mientras no cambien ni la política "
            "ni los datos."
        ),
    ),
    "verify_sheet": (
        "The district calculator, a spreadsheet with live formulas, recomputes every budget to the cent.",
        "La calculadora del distrito, una hoja de cálculo con fórmulas, recalcula cada presupuesto al centavo.",
    ),
    "hash_result": ("Result", "Resultado"),
    "hash_policy": ("Policy", "Política"),
    "hash_inputs": ("Inputs", "Datos"),
    "engine": ("Engine", "Motor"),
}
TEMPLATE = (
    "reason",
    "policy",
    "adjustments",
    "changes",
    "gainers",
    "losers",
    "nobody_loses",
    "equity",
    "reconciliation",
    "reconciliation_lead",
    "schools",
    "schools_lead",
    "verify",
)
"""Words that stand in the template as they are."""


def words(key: str, language: Language, **parameters: str) -> str:
    """Return a sentence."""
    return worded(_WORDS, key, language, **parameters)
