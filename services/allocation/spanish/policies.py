"""What is wrong with a policy, a goal, a range or a proposal."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "give per_pupil, per_school, measure or equal_to_current: true": (
        "indique per_pupil, per_school, measure o equal_to_current: true"
    ),
    "give max_loss_bp, max_gain_bp or both": "indique max_loss_bp, max_gain_bp o ambos",
    "need_categories go with until: without_weights, and only with it": (
        "need_categories va con until: without_weights, y solo con ello"
    ),
    'need_categories must not contain "all": without it nobody would be paid until then': (
        'need_categories no debe contener "all": sin ella no se pagaría por nadie hasta entonces'
    ),
    "these schools are listed twice: {schools}": "estas escuelas están dos veces en la lista: {schools}",
    "{what}: these schools are listed twice: {schools}": (
        "{what}: estas escuelas están dos veces en la lista: {schools}"
    ),
    "gradient: a child may not weigh more where there is less poverty (34 CFR 200.78(c))": (
        "gradiente: un niño no puede pesar más donde hay menos pobreza (34 CFR 200.78(c))"
    ),
    "{source} is not shared by rules in this scenario": "{source} no se reparte por reglas en este escenario",
    "give either rates or an expression": "indique tarifas o una expresión, no ambas",
    "these words are used twice: {words}": "estas palabras se usan dos veces: {words}",
    "a grade stands in two bands": "un grado está en dos franjas",
    "{part}: {band} or {group} is neither a band nor a group": "{part}: {band} o {group} no es ni franja ni grupo",
    "the mapping does not say which grade bands the level {level} has": (
        "la correspondencia no dice qué franjas de grados tiene el nivel {level}"
    ),
    "Divide it into grade bands.": "Divídalo en franjas de grados.",
    "{formula} has no grade band {band}": "{formula} no tiene la franja de grados {band}",
    "{formula} counts no group {group}": "{formula} no cuenta ningún grupo {group}",
    "the district counts no need category {need}": "el distrito no cuenta la categoría de necesidad {need}",
    "{formula} needs {measure}, and the district has no such measure": (
        "{formula} necesita {measure}, y el distrito no tiene esa medida"
    ),
    "Import it as a measure, or give a number that counts for every school.": (
        "Impórtela como medida, o indique un número que valga para todas las escuelas."
    ),
    "the district has no measure {measure}": "el distrito no tiene la medida {measure}",
    "{level}: the shares sum to {total} basis points, not {whole}": (
        "{level}: las proporciones suman {total} puntos básicos, no {whole}"
    ),
    "{level}: a grade band stands twice": "{level}: una franja de grados está dos veces",
    "give either named or value": "indique un nombre (named) o un valor (value), no ambos",
    "a {what} stands twice": "está dos veces: {what}",
    "{pupils} {need} pupils, but level {level} has {every} pupils": (
        "{pupils} estudiantes de {need}, pero el nivel {level} tiene {every} estudiantes"
    ),
    (
        "Correct one of the two counts; if a pupil may count more than once, list {need} under duplicated_categories "
        "of the policy."
    ): (
        "Corrija uno de los dos conteos; si un estudiante puede contar más de una vez, incluya {need} en "
        "duplicated_categories de la política."
    ),
    "the school closes on {closes}, before it opens on {opens}": (
        "la escuela cierra el {closes}, antes de abrir el {opens}"
    ),
    "Correct the dates.": "Corrija las fechas.",
    "{school} has {need} pupils both by level and for the whole school": (
        "{school} tiene estudiantes de {need} tanto por nivel como para toda la escuela"
    ),
    "Keep one of the two.": "Deje uno de los dos.",
    "{school} has a current budget both in total and by source": (
        "{school} tiene un presupuesto actual tanto en total como por fuente"
    ),
    "Check the units.": "Revise las unidades.",
    "the sources sum to more than the largest amount": "las fuentes suman más que el importe máximo",
    "the current budgets sum to more than the largest amount": (
        "los presupuestos actuales suman más que el importe máximo"
    ),
    "the school grants sum to more than the largest amount": (
        "las asignaciones a escuelas suman más que el importe máximo"
    ),
    "Correct the number.": "Corrija el número.",
    "{value} is not between {lowest} and {largest}": "{value} no está entre {lowest} y {largest}",
    "{value} has more than {places} decimals": "{value} tiene más de {places} decimales",
    "Round it to {places} decimals where it is made.": "Redondéelo a {places} decimales donde se calcula.",
    "{cents} cents is not between {lowest} and {highest}": "{cents} centavos no está entre {lowest} y {highest}",
    "Correct the amount.": "Corrija el importe.",
    "{key} already stands in row {row}": "{key} ya está en la fila {row}",
    "Keep one of the rows, or add them up.": "Deje una de las filas, o súmelas.",
    "no school has the id {school}": "ninguna escuela tiene el código {school}",
    "Add the school to schools.csv or correct the id (spreadsheets drop leading zeros).": (
        "Añada la escuela a schools.csv o corrija el código (las hojas de cálculo quitan los ceros iniciales)."
    ),
    "{value} is not a {what:said} of the district": "{value} no es {what} del distrito",
    "Use one of: {known}; or add it to the policy.": "Use una de estas opciones: {known}; o añádala a la política.",
    "{value} is not a code of 1 to 64 letters, digits, blanks or . _ / @ -": (
        "{value} no es un código de 1 a 64 letras, cifras, espacios o . _ / @ -"
    ),
    "Start with a letter or digit and leave out other signs.": "Empiece por una letra o cifra y no use otros signos.",
    "There is no revenue source {source}.": "No existe la fuente de ingresos {source}.",
    "Choose one of the imported revenue sources, or type the allocation.": (
        "Elija una de las fuentes de ingresos importadas, o escriba la asignación."
    ),
    "No revenue source is known as Title I, and no allocation is typed.": (
        "No se sabe qué fuente de ingresos es Título I, y no hay una asignación escrita."
    ),
    "Choose the revenue source that is Title I, Part A, or type the allocation.": (
        "Elija la fuente de ingresos que es Título I, Parte A, o escriba la asignación."
    ),
    'The data have no "{name}".': 'Los datos no tienen "{name}".',
    'There is no "{name}" for {schools}.': 'No hay "{name}" para {schools}.',
    "Import it for these schools too; where there are no such children, it is 0.": (
        "Impórtelo también para estas escuelas; donde no hay tales niños, es 0."
    ),
    "Import it, or choose one of: {known}.": "Impórtelo, o elija una de estas opciones: {known}.",
    "{subject} is a text: use ==, != or in, not {operator}": "{subject} es un texto: use ==, != o in, no {operator}",
    "{subject} is a number: in applies to texts": "{subject} es un número: in se aplica a textos",
    '{value} is not a decimal, such as "0.34"': '{value} no es un decimal, como "0.34"',
    "school {school} has a current budget but no {measure}": (
        "la escuela {school} tiene presupuesto actual pero no {measure}"
    ),
    "Add a row {school},{measure},<pupils of the current year> to measures.csv.": (
        "Añada a measures.csv una fila {school},{measure},<estudiantes del año actual>."
    ),
    "give one of amount_cents, per_pupil_dollars and measure": (
        "indique amount_cents, per_pupil_dollars o measure, solo uno"
    ),
    "give either change_measure, or pupils_measure, prior_pupils_measure and rate_dollars": (
        "indique change_measure, o bien pupils_measure, prior_pupils_measure y rate_dollars"
    ),
    "{slider} has more than {most} stops: make the step larger": (
        "{slider} tiene más de {most} posiciones: agrande el paso"
    ),
    "Send a multiple of {step} from {lowest} to {highest}.": "Envíe un múltiplo de {step} de {lowest} a {highest}.",
    "{value} is no stop of {slider}": "{value} no es una posición de {slider}",
    "{slider} is no slider of the invitation": "{slider} no es un control de la invitación",
    "Leave it out.": "Quítelo.",
    "the last day {closes} is before the first {opens}": "el último día, {closes}, es anterior al primero, {opens}",
    "Choose a later last day.": "Elija un último día posterior.",
    "give either percent_bp or amount_cents": "indique percent_bp o amount_cents, no ambos",
    "a locked source stays where it is: it has neither rules nor a central share": (
        "una fuente bloqueada se queda donde está: no tiene ni reglas ni parte central"
    ),
    "an unlocked source needs at least one rule": "una fuente desbloqueada necesita al menos una regla",
    "a school_grant source has only rules of kind school_grant; use distribution unlocked": (
        "una fuente school_grant solo tiene reglas de tipo school_grant; use la distribución unlocked"
    ),
    "rule_id must differ within the source: {names}": "rule_id debe ser distinto dentro de la fuente: {names}",
    "{what}: {names} is listed twice": "{what}: {names} está dos veces en la lista",
    "{what}: {names} is not listed in the policy": "{what}: {names} no figura en la política",
    'need_categories must contain "all", the category of every pupil': (
        'need_categories debe contener "all", la categoría de todo el alumnado'
    ),
    "the policy is not valid JSON: {error}": "la política no es JSON válido: {error}",
    "Check commas, quotes and brackets.": "Revise comas, comillas y paréntesis.",
    "Remove the key or correct its spelling; docs/allocation/policy.md lists all keys.": (
        "Quite la clave o corrija su nombre; docs/allocation/policy.md enumera todas."
    ),
    "Add the key.": "Añada la clave.",
    "Use one of the kinds listed.": "Use uno de los tipos indicados.",
    'Add "kind".': 'Añada "kind".',
    "Correct the value; docs/allocation/policy.md says what is allowed.": (
        "Corrija el valor; docs/allocation/policy.md dice qué se admite."
    ),
    "{name} is not a number": "{name} no es un número",
    "key {name} appears twice": "la clave {name} aparece dos veces",
    "the pool shares of the rules sum to {shares} basis points, above {whole}": (
        "las partes del fondo de las reglas suman {shares} puntos básicos, más de {whole}"
    ),
    "Give pool_share_bp that sum to at most 10000.": "Indique valores de pool_share_bp que sumen como máximo 10000.",
    "{value} is not a {what:said} of the data": "{value} no es {what} de los datos",
    "Use one of: none is there; or add it to the input data.": "No hay ninguna que usar: añádala a los datos.",
    "Use one of: {known}; or add it to the input data.": "Use una de estas opciones: {known}; o añádala a los datos.",
    "{value} is no share": "{value} no es una proporción",
    'Write 40 % as "0.40".': 'Escriba 40 % como "0.40".',
    "the rule treats {need} pupils by level, but some schools are counted as a whole": (
        "la regla trata a los estudiantes de {need} por nivel, pero algunas escuelas se cuentan en conjunto"
    ),
    'Count these schools by level, or add a cell with level "*" for {need}.': (
        'Cuente esas escuelas por nivel, o añada una celda con nivel "*" para {need}.'
    ),
    "the floor is a share of the current budgets, and the data hold none": (
        "el mínimo es una parte de los presupuestos actuales, y los datos no tienen ninguno"
    ),
    "Add current_budgets.csv, or remove the adjustment.": (
        "Importe los presupuestos actuales (current_budgets.csv), o quite el ajuste."
    ),
    "the current budgets do not say how much came from these sources": (
        "los presupuestos actuales no dicen cuánto vino de estas fuentes"
    ),
    "Give current_budgets.csv a source_id column, or compare all sources (source_ids: null).": (
        "Añada una columna source_id a current_budgets.csv, o compare todas las fuentes (source_ids: null)."
    ),
    "give either rates, or base_dollars together with weights": (
        "indique tarifas, o una base (base_dollars) junto con ponderaciones"
    ),
    "the shares sum to {total} basis points, not {whole}": "las proporciones suman {total} puntos básicos, no {whole}",
    "pupils_min {lowest} is above pupils_max {highest}": "pupils_min {lowest} es mayor que pupils_max {highest}",
    "these cells are listed twice: {cells}": "estas celdas están dos veces en la lista: {cells}",
    "{need} is no need": "{need} no es una categoría de necesidad",
    "Use {known}.": "Use {known}.",
    "all schools have the same share of {need}, so dollars cannot follow it": (
        "todas las escuelas tienen la misma proporción de {need}, así que los dólares no pueden seguirla"
    ),
    "Choose another need category, or import its counts.": "Elija otra categoría de necesidad, o importe sus conteos.",
    "not every school with a current budget has a measure {measure}": (
        "no todas las escuelas con presupuesto actual tienen la medida {measure}"
    ),
    "Import the pupils of the current year as a measure, or ask for losses in total.": (
        "Importe como medida el alumnado del año actual, o pida las pérdidas en total."
    ),
    "no school has a current budget to lose from": "ninguna escuela tiene un presupuesto actual del que perder",
    "Import current budgets.": "Importe los presupuestos actuales.",
    "the policy has no minimum operational budget": "la política no tiene presupuesto operativo mínimo",
    "Give per_pupil_cents, or add a minimum operational budget to the policy.": (
        "Indique un importe por estudiante, o añada un presupuesto operativo mínimo a la política."
    ),
    "no open school fits": "ninguna escuela abierta cumple",
    "Choose other schools.": "Elija otras escuelas.",
    "{level} is no schooling level": "{level} no es un nivel escolar",
    "there is no source {source}": "no existe la fuente {source}",
    "{setting} is listed twice of the policy's settings": (
        "{setting} está dos veces entre los ajustes que pueden moverse"
    ),
    "{setting} is none of the policy's settings": "{setting} no es un ajuste de la política",
    "Choose from the list of settings.": "Elija de la lista de ajustes.",
    "Give a step above zero, in whole cents or basis points.": (
        "Indique un paso mayor que cero, en centavos o puntos básicos enteros."
    ),
    "{step} is no step": "{step} no es un paso",
    "{lowest} to {highest} are no bounds between 0 and {limit}": (
        "de {lowest} a {highest} no son límites entre 0 y {limit}"
    ),
    "Give a minimum not above the maximum.": "Indique un mínimo que no supere el máximo.",
    "no multiple of {step} lies between {lowest} and {highest}": (
        "ningún múltiplo de {step} está entre {lowest} y {highest}"
    ),
    "Widen the bounds or make the step smaller.": "Amplíe los límites o reduzca el paso.",
    "{count} ranges": "{count} intervalos",
    "Vary 1 to {most} at once.": "Varíe de 1 a {most} a la vez.",
    "a setting stands in two ranges": "un ajuste está en dos intervalos",
    "Name each once.": "Indique cada uno una sola vez.",
    "the policy has no setting {name}": "la política no tiene el ajuste {name}",
    "Choose from the list of the policy's settings.": "Elija de la lista de ajustes de la política.",
    "settings that vary together must count the same": "los ajustes que varían juntos deben contar lo mismo",
    "Vary weights with weights and dollars with dollars.": (
        "Varíe ponderaciones con ponderaciones y dólares con dólares."
    ),
    "{low} to {high} is no range of {setting}": "de {low} a {high} no es un intervalo de {setting}",
    "Keep 0 <= low <= high <= {limit}.": "Mantenga 0 <= bajo <= alto <= {limit}.",
    "{what}: {names} stands twice": "{what}: {names} está dos veces",
    "give one of scenario_id, run_id and policy": "indique scenario_id, run_id o policy, solo uno",
    "a version is one of a scenario: give scenario_id with it": (
        "una versión es de un escenario: indique también scenario_id"
    ),
    "give either scenario_id or run_id": "indique scenario_id o run_id, no ambos",
    "no component has the id {name}": "ningún componente tiene el código {name}",
    "no source has the id {name}": "ninguna fuente tiene el código {name}",
    "a source has no figure {name}": "una fuente no tiene la cifra {name}",
    "the district has no figure {name}": "el distrito no tiene la cifra {name}",
    "the district has no unrestricted money": "el distrito no tiene dinero sin restricciones",
    "the school has no current budget": "la escuela no tiene presupuesto actual",
    "no minimum operational budget applies to the school": "ningún presupuesto operativo mínimo se aplica a la escuela",
    "the current budget is nothing, so a change has no percentage of it": (
        "el presupuesto actual es cero, así que el cambio no tiene porcentaje"
    ),
    "the school has no pupils, so no dollars per pupil": (
        "la escuela no tiene estudiantes, así que no hay dólares por estudiante"
    ),
    "no need category has the id {name}": "ninguna categoría de necesidad tiene el código {name}",
    "the school has no pupils, so no share of them": "la escuela no tiene estudiantes, así que no hay proporción",
    "no dollars are paid for all pupils, so nothing can be weighed against them": (
        "no se paga nada por todo el alumnado, así que no hay con qué ponderar"
    ),
    "the matrix has no cell {level} x {need}": "la matriz no tiene la celda {level} x {need}",
    "a school has no figure {name}": "una escuela no tiene la cifra {name}",
    "a cell of the matrix is named by level and need_category": (
        "una celda de la matriz se nombra por nivel y categoría de necesidad"
    ),
    "The data have no school {school}.": "Los datos no tienen la escuela {school}.",
    "Correct the id, or leave the row out.": "Corrija el código, o quite la fila.",
    "{school} has no pupils counted on level {level}.": "{school} no tiene estudiantes contados en el nivel {level}.",
    "Levels with counts there: {levels}.": "Niveles con conteos allí: {levels}.",
    "{year} is no year ahead of {last}.": "{year} no es un año posterior a {last}.",
    "Years that can be expected: {first} to {last}.": "Años que se pueden prever: de {first} a {last}.",
    "This school, level and year stand here twice.": "Esta escuela, nivel y año están aquí dos veces.",
    "Keep one of them.": "Deje una sola.",
    "{what:said} sum to more than the largest amount": "{what} suman más que el importe máximo",
    "the sources": "las fuentes",
    "the current budgets": "los presupuestos actuales",
    "the school grants": "los importes asignados a escuelas",
}
