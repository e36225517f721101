"""What a result is noted for, and why a calculation has no result."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "One school is not open in this fiscal year and receives nothing": (
        "Una escuela no está abierta en este año fiscal y no recibe nada"
    ),
    "{count} schools are not open in this fiscal year and receive nothing": (
        "{count} escuelas no están abiertas en este año fiscal y no reciben nada"
    ),
    "These schools are closed in this fiscal year but have pupils, who are not funded": (
        "Estas escuelas están cerradas en este año fiscal pero tienen estudiantes, que no se financian"
    ),
    "These schools are open and have no pupils": "Estas escuelas están abiertas y no tienen estudiantes",
    "The policy says nothing about {source}: its {amount} stay in reserve": (
        "La política no dice nada sobre {source}: sus {amount} quedan en reserva"
    ),
    "The central services of {source} cost {cost}, its central share is {share}": (
        "Los servicios centrales de {source} cuestan {cost}; su parte central es {share}"
    ),
    "grants of {source} reach schools that are not eligible for it ({label})": (
        "hay importes asignados de {source} para escuelas que no cumplen sus requisitos ({label})"
    ),
    "top-ups of {source} reach schools that are not eligible for it ({label})": (
        "hay complementos de {source} para escuelas que no cumplen sus requisitos ({label})"
    ),
    "{rule}: the formula has no value for these schools, and they receive nothing by it": (
        "{rule}: la fórmula no tiene valor para estas escuelas, y no reciben nada por ella"
    ),
    "{rule}: these schools have no {measure} and receive nothing by it": (
        "{rule}: estas escuelas no tienen {measure} y no reciben nada por ella"
    ),
    "{adjustment}: these schools have no {measure}, and no minimum by it": (
        "{adjustment}: estas escuelas no tienen {measure}, ni mínimo según ella"
    ),
    "{adjustment}: these schools have no current budget, so no floor and no gain": (
        "{adjustment}: estas escuelas no tienen presupuesto actual, así que no hay mínimo ni ganancia"
    ),
    "{trigger}: {missing} of revenue are missing until the formula is paid": (
        "{trigger}: faltan {missing} de ingresos para que se pague la fórmula"
    ),
    (
        "{need} should count each pupil of {parts} once: at least the largest of them, at most their sum and all "
        "pupils; here it does not"
    ): (
        "{need} debería contar una sola vez a cada estudiante de {parts}: al menos la mayor de ellas, como "
        "máximo su suma y todo el alumnado; aquí no es así"
    ),
    "{adjustment}: the floors need {need}, but {payer:said} is {limit}: {missing} is missing.": (
        "{adjustment}: los mínimos necesitan {need}, pero {payer} es {limit}: faltan {missing}."
    ),
    "{adjustment}: the recount needs {need}, but {payer:said} is {limit}: {missing} is missing.": (
        "{adjustment}: el recuento necesita {need}, pero {payer} es {limit}: faltan {missing}."
    ),
    "what the schools that gain can give": "lo que pueden dar las escuelas que ganan",
    "what the schools above their floor can give": "lo que pueden dar las escuelas por encima de su mínimo",
    "the central share of {source}": "la parte central de {source}",
    "the reserve of {source}": "la reserva de {source}",
    "Raise {payer:said} by {missing}.": "Aumente {payer} en {missing}.",
    "Raise {source} by {missing}.": "Aumente {source} en {missing}.",
    "Lower the percentage of the current budget, or begin its phase-out.": (
        "Baje el porcentaje del presupuesto actual, o comience su eliminación gradual."
    ),
    "Let the recount move both ways, or lower its percentage or its cap.": (
        "Deje que el recuento suba y baje, o reduzca su porcentaje o su tope."
    ),
    "Lower the minimum operational budget.": "Baje el presupuesto operativo mínimo.",
    "Name another payer.": "Indique otro pagador.",
    "{adjustment}: no unlocked unrestricted source can move between schools": (
        "{adjustment}: ninguna fuente desbloqueada y sin restricciones puede moverse entre escuelas"
    ),
    "{adjustment}: {sources} is not among the sources compared": (
        "{adjustment}: {sources} no está entre las fuentes que se comparan"
    ),
    "{district}'s formula gives none of our schools anything.": (
        "La fórmula de {district} no da nada a ninguna de nuestras escuelas."
    ),
    "Say in the mapping which of our pupils it counts.": (
        "Indique en la correspondencia a qué estudiantes nuestros cuenta."
    ),
    "Choose another formula.": "Elija otra fórmula.",
    "No unlocked, unrestricted source of this scenario is shared by rules yet.": (
        "Ninguna fuente desbloqueada y sin restricciones de este escenario se reparte todavía por reglas."
    ),
    "Give a source rules first.": "Dé primero reglas a una fuente.",
    "Name the sources to compare.": "Indique las fuentes que se comparan.",
    "{rule}: {amount} cannot be shared, as {reason:said}.": "{rule}: {amount} no se pueden repartir, porque {reason}.",
    "the schools that may receive it have no weighted pupils or measure": (
        "las escuelas que pueden recibirlo no tienen alumnado ponderado ni medida"
    ),
    "no school that may receive it has {need} pupils on level {level}": (
        "ninguna escuela que pueda recibirlo tiene estudiantes de {need} en el nivel {level}"
    ),
    "Admit schools that have such pupils (eligibility), or weigh a category that the schools have.": (
        "Admita escuelas que tengan ese alumnado (requisitos), o pondere una categoría que las escuelas tengan."
    ),
    "Lower the pool of {rule} by {amount} so that the money stays in the reserve.": (
        "Baje el fondo de {rule} en {amount} para que el dinero quede en la reserva."
    ),
    "The deductions typed for {school} exceed what the school receives by {missing}.": (
        "Las deducciones indicadas para {school} superan en {missing} lo que recibe la escuela."
    ),
    "Lower the deductions of {school} by {missing}.": "Baje las deducciones de {school} en {missing}.",
    "{rule}: the formula gives {school} {amount}; no school can receive less than nothing.": (
        "{rule}: la fórmula da a {school} {amount}; ninguna escuela puede recibir menos que nada."
    ),
    "Write max(..., 0) around the expression.": "Escriba max(..., 0) alrededor de la expresión.",
    "Narrow the eligibility of {rule}.": "Limite los requisitos de {rule}.",
    "{adjustment}: {school} would give {amount}, but only {movable} of its money may move.": (
        "{adjustment}: {school} daría {amount}, pero solo pueden moverse {movable} de su dinero."
    ),
    "Name more sources in moving_source_ids.": "Indique más fuentes en moving_source_ids.",
    "Compare only sources whose money may move (source_ids).": (
        "Compare solo fuentes cuyo dinero pueda moverse (source_ids)."
    ),
    "{adjustment}: {total} cannot be shared within the bounds, which admit {lowest} to {highest}.": (
        "{adjustment}: {total} no se pueden repartir dentro de los límites, que admiten de {lowest} a {highest}."
    ),
    "{adjustment}: {total} cannot be shared within the bounds, which need at least {lowest}.": (
        "{adjustment}: {total} no se pueden repartir dentro de los límites, que exigen al menos {lowest}."
    ),
    "Raise max_gain_bp.": "Suba la ganancia máxima (max_gain_bp).",
    "Raise max_loss_bp.": "Suba la pérdida máxima (max_loss_bp).",
    "Change the money by {missing}.": "Cambie el dinero en {missing}.",
    "{source}: {what:said} need {needed}, but {limit} is there; {missing} miss.": (
        "{source}: hacen falta {needed} para {what}, pero hay {limit}; faltan {missing}."
    ),
    "the reserve set aside": "la reserva apartada",
    "the fixed-dollar rules": "las reglas de importe fijo",
    "the central share": "la parte central",
    "School grants": "los importes asignados a escuelas",
    "school grants": "los importes asignados a escuelas",
    "Lower {what:said} by {missing}, or use a weighted_pool, which spends what is there.": (
        "Baje {what} en {missing}, o use un reparto ponderado (weighted_pool), que gasta lo que hay."
    ),
    "{rule}: {school} is not open in this fiscal year": "{rule}: {school} no está abierta en este año fiscal",
    "Remove the grant, or correct the dates in schools.csv.": "Quite el importe, o corrija las fechas en schools.csv.",
    "Name the sources whose money may move in {setting}.": (
        "Indique en {setting} las fuentes cuyo dinero puede moverse."
    ),
}
