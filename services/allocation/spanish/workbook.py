"""Words of the workbooks: what sheets, columns and figures are called, and what is said about them."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    # Sheets; formulas name them so, too.
    "Start": "Inicio",
    "Budgets": "Presupuestos",
    "Policy": "Política",
    "Weights": "Ponderaciones",
    "Schools": "Escuelas",
    "Measures": "Medidas",
    "Eligibility": "Elegibilidad",
    "Amounts": "Montos",
    "Steps": "Pasos",
    "Figures": "Cifras",
    "Reconciliation": "Conciliación",
    # The first sheet.
    "District calculator": "Calculadora del distrito",
    "calculator": "calculadora",
    "Fiscal year {year}": "Año fiscal {year}",
    "{policy}, fiscal year {year}": "{policy}, año fiscal {year}",
    "This workbook computes every school's budget with live formulas, from the policy and the imported data.": (
        "Este libro de cálculo obtiene el presupuesto de cada escuela con fórmulas activas, a partir de la política y "
        "de los datos importados."
    ),
    "Change a yellow cell, such as a weight or a count: all budgets, top-ups and the reconciliation follow.": (
        "Cambie una celda amarilla, como una ponderación o un conteo: todos los presupuestos, los complementos y la "
        "conciliación cambian con ella."
    ),
    "Amounts are shared exactly, by largest remainder: the parts sum to the whole to the cent.": (
        "El dinero se reparte con exactitud, por el resto mayor: las partes suman el total, al centavo."
    ),
    "It is a calculator: what counts is what the district publishes.": (
        "Es una calculadora: lo que vale es lo que publica el distrito."
    ),
    "This workbook computes one school's budget with live formulas, from its pupils, the policy and the money.": (
        "Este libro de cálculo obtiene el presupuesto de una escuela con fórmulas activas, a partir de sus "
        "estudiantes, de la política y del dinero."
    ),
    "Change a yellow cell, such as the school's count of pupils, to see its effect on this school.": (
        "Cambie una celda amarilla, como el conteo de estudiantes de la escuela, para ver su efecto en esta escuela."
    ),
    "Figures over all schools, such as all weighted pupils, are values: a change here leaves other schools alone.": (
        "Las cifras de todas las escuelas, como el total de estudiantes ponderados, son valores fijos: un cambio aquí "
        "no afecta a las demás escuelas."
    ),
    "Budget, computed here": "Presupuesto calculado aquí",
    "Budget of the system": "Presupuesto del sistema",
    "Check": "Comprobación",
    "Every budget computed here is the same as the system's, to the cent.": (
        "Todos los presupuestos calculados aquí son iguales a los del sistema, al centavo."
    ),
    " budgets differ from the system's: something was changed here.": (
        " presupuestos difieren de los del sistema: aquí se cambió algo."
    ),
    "Input: may be changed": "Dato: se puede cambiar",
    "Yellow cells on Policy, Weights and Schools.": "Celdas amarillas de Política, Ponderaciones y Escuelas.",
    "Formula": "Fórmula",
    "White cells are computed from the others.": "Las celdas blancas se calculan a partir de las demás.",
    "Settled": "Fijo",
    "Grey cells are values of the system that a spreadsheet cannot compute; each says why.": (
        "Las celdas grises son valores del sistema que una hoja de cálculo no puede calcular; cada una dice por qué."
    ),
    "Policy document": "Documento de la política",
    "Input data": "Datos de entrada",
    "Result": "Resultado",
    "Scenario": "Escenario",
    "{name}, version {version}": "{name}, versión {version}",
    "Published": "Publicado",
    "by {who} on {when}: {reason}": "por {who} el {when}: {reason}",
    "Data: {kind}": "Datos: {kind}",
    "version {version}, {file}, stored by {who}": "versión {version}, {file}, guardado por {who}",
    # Budgets and the reconciliation.
    "School id": "ID de la escuela",
    "School": "Escuela",
    "Pupils": "Estudiantes",
    "By source": "Por fuente",
    "Budget": "Presupuesto",
    "Total": "Total",
    "Per pupil": "Por estudiante",
    "Current budget": "Presupuesto actual",
    "Change": "Cambio",
    "as the system calculated it": "tal como lo calculó el sistema",
    "Difference": "Diferencia",
    "cents; 0 while nothing is changed": "centavos; 0 mientras no se cambie nada",
    "Source": "Fuente",
    "Amount": "Monto",
    "Locked": "Bloqueado",
    "Central": "Central",
    "Named for schools": "Asignado a escuelas",
    "By formula": "Por fórmula",
    "Top-ups": "Complementos",
    "Reductions": "Reducciones",
    "Reserve": "Reserva",
    "All sources": "Todas las fuentes",
    # Schools.
    "Type": "Tipo",
    "Flags": "Marcas",
    "Flag {flag}": "Marca {flag}",
    "1: yes": "1: sí",
    "Levels": "Niveles",
    "Level {level}": "Nivel {level}",
    "whole school": "toda la escuela",
    "Pupils by level and need": "Estudiantes por nivel y necesidad",
    "Pupils by need": "Estudiantes por necesidad",
    "Pupils, {need}": "Estudiantes, {need}",
    "Current budgets": "Presupuestos actuales",
    "Current budget, {source}": "Presupuesto actual, {source}",
    "Current budget compared": "Presupuesto actual comparado",
    "dollars": "dólares",
    "Dates": "Fechas",
    "Opened on": "Abrió el",
    "Closed on": "Cerró el",
    "Open": "Abierta",
    "1: open on a day of the fiscal year": "1: abierta algún día del año fiscal",
    "Amounts named for schools": "Montos asignados a escuelas",
    "{what}: named": "{what}: asignado",
    "Typed minimums": "Mínimos indicados",
    "{what}: typed minimum": "{what}: mínimo indicado",
    "1: named in the policy": "1: nombrada en la política",
    "{what}: listed": "{what}: en la lista",
    "1: may receive": "1: puede recibir",
    # Single figures and the policy's settings.
    "What": "Qué",
    "Figure": "Cifra",
    "Where it comes from": "De dónde viene",
    "over all schools": "de todas las escuelas",
    "{what}: amount": "{what}: monto",
    "{what}: cents": "{what}: centavos",
    "{funder}, restricted; {file}, row {row}": "{funder}, restringido; {file}, fila {row}",
    "{funder}, unrestricted; {file}, row {row}": "{funder}, no restringido; {file}, fila {row}",
    "{what}: central share": "{what}: parte central",
    "{what}: central share, cents": "{what}: parte central, centavos",
    "the central services together": "los servicios centrales en conjunto",
    "{what}: set aside as a reserve first": "{what}: apartado primero como reserva",
    "what payers of adjustments set aside": "lo que apartan quienes pagan los ajustes",
    "{what}: all schools, cents": "{what}: todas las escuelas, centavos",
    "{what}: pool": "{what}: fondo",
    "{what}: pool, cents": "{what}: fondo, centavos",
    "{what}: left for the pools, cents": "{what}: queda para los fondos, centavos",
    "below zero: the rules need more than the source has": (
        "menor que cero: las reglas necesitan más de lo que tiene la fuente"
    ),
    "{what}: shares of the rest": "{what}: partes del resto",
    "basis points: 10,000 is all that is left": "puntos básicos: 10,000 es todo lo que queda",
    "{what}: share that no rule takes": "{what}: parte que no toma ninguna regla",
    "not shared": "sin repartir",
    "{what}: whole units to share": "{what}: unidades enteras por repartir",
    "{what}: shares of the pool": "{what}: partes del fondo",
    "basis points: 10,000 is the whole pool": "puntos básicos: 10,000 es todo el fondo",
    "{what}: flat amounts": "{what}: cantidades fijas",
    "at least {count} pupils": "al menos {count} estudiantes",
    "at most {count} pupils": "como máximo {count} estudiantes",
    "any school": "cualquier escuela",
    # Rules.
    "Rule": "Regla",
    "{what}: dollars per pupil": "{what}: dólares por estudiante",
    "{what}: weights": "{what}: ponderaciones",
    "Weighted pupils": "Estudiantes ponderados",
    "Index": "Índice",
    "times {scale}": "por {scale}",
    "times {scale}: weights to {places} decimals": "por {scale}: ponderaciones con {places} decimales",
    "School grants": "Montos asignados a escuelas",
    "cents": "centavos",
    "cents, settled by the engine: this workbook has no formula for the rule": (
        "centavos, fijados por el sistema: este libro no tiene fórmula para la regla"
    ),
    "Total by the rules": "Total según las reglas",
    "Totals": "Totales",
    # Shares by largest remainder.
    "{what}: sum of weights": "{what}: suma de las ponderaciones",
    "{what}: units, digit {digit} of {count} to the base {base}": (
        "{what}: unidades, cifra {digit} de {count} en base {base}"
    ),
    "{what}: units left over": "{what}: unidades que sobran",
    "{what}: smallest remainder that gets one": "{what}: menor resto que recibe una",
    "{what}: of those with just that remainder get one": "{what}: de las que tienen justo ese resto, reciben una",
    "{what}: do the settled roundings fit?": "{what}: ¿cuadran los redondeos fijados?",
    "{what}: whole units": "{what}: unidades enteras",
    "{what}: smallest fraction that gets one": "{what}: menor fracción que recibe una",
    "{what}, {part}: whole units": "{what}, {part}: unidades enteras",
    "{what}, {part}: remainder": "{what}, {part}: resto",
    "{what}, {part}: units": "{what}, {part}: unidades",
    "Guess": "Estimación",
    "units x weight / sum": "unidades x ponderación / suma",
    "Rest": "Resto",
    "exact, of the guess": "exacto, de la estimación",
    "Whole units": "Unidades enteras",
    "the guess put right": "la estimación corregida",
    "Remainder": "Resto final",
    "of units x weight / sum": "de unidades x ponderación / suma",
    "Ties so far": "Empates hasta aquí",
    "with just that remainder": "con justo ese resto",
    "Cents": "Centavos",
    "with its unit of the rest": "con su unidad de lo que sobra",
    "Share": "Parte",
    "Settled rounding": "Redondeo fijado",
    "largest remainder, settled by the engine: the weights are too long for exact division here": (
        "resto mayor, fijado por el sistema: las ponderaciones son demasiado largas para una división exacta aquí"
    ),
    "rounded": "redondeado",
    # Adjustments.
    "Top-up": "Complemento",
    "cents up to the floor": "centavos hasta el mínimo",
    "{what}: top-ups together, cents": "{what}: complementos en conjunto, centavos",
    "Floor": "Mínimo",
    "cents; -1: none": "centavos; -1: ninguno",
    "{what}: of the current budget": "{what}: del presupuesto actual",
    "this year's step": "el paso de este año",
    "{what}: per pupil, {level}": "{what}: por estudiante, {level}",
    "Before": "Antes",
    "cents of the sources compared": "centavos de las fuentes comparadas",
    "May move": "Puede moverse",
    "May move, {source}": "Puede moverse, {source}",
    "{what}: top-up": "{what}: complemento",
    "{what}: reduction": "{what}: reducción",
    "Total after it": "Total después",
    # What collars, phase-ins, triggers and recounts want a school to have.
    "Is to have": "Ha de tener",
    "Least": "Lo menos",
    "Most": "Lo más",
    "{what}: largest loss": "{what}: mayor pérdida",
    "{what}: largest gain": "{what}: mayor ganancia",
    "{what}: money to share, units": "{what}: dinero por repartir, unidades",
    "{what}, shared": "{what}, repartido",
    "{what}: factor": "{what}: factor",
    "Out of bounds by": "Fuera de los límites por",
    "cents, once scaled by the factor": "centavos, una vez multiplicado por el factor",
    "{what}: what bounds lack less what they cut off, cents": (
        "{what}: lo que falta a los límites menos lo que recortan, centavos"
    ),
    "Held at its bound": "Detenida en su límite",
    "cents; -1: scaled": "centavos; -1: multiplicada por el factor",
    "{what}: left to share, units": "{what}: queda por repartir, unidades",
    "Before, of those scaled": "Antes, de las que se multiplican",
    "cents, settled by the engine: nobody is left whose money one factor could scale": (
        "centavos, fijados por el sistema: no queda ninguna escuela cuyo dinero se pueda multiplicar por un factor"
    ),
    "cents, settled by the engine: there are no current budgets to come from": (
        "centavos, fijados por el sistema: no hay presupuestos actuales de los que partir"
    ),
    "{what}: of the way to the formula": "{what}: del camino hacia la fórmula",
    "revenue has not reached its amount": "los ingresos no han llegado a su monto",
    "Current budget, of those that take part": "Presupuesto actual, de las que participan",
    "Formula, of those that take part": "Fórmula, de las que participan",
    "{what}: current budgets together, cents": "{what}: presupuestos actuales en conjunto, centavos",
    "{what}: formula together, cents": "{what}: fórmula en conjunto, centavos",
    "Weight": "Ponderación",
    "both ends, brought to the same sum": "ambos extremos, llevados a la misma suma",
    "Published before": "Publicado antes",
    "{what}: published": "{what}: publicado",
    "{what}: of each change": "{what}: de cada cambio",
    "{what}: most that changes": "{what}: lo más que cambia",
    "{what}: most that changes for a school": "{what}: lo más que cambia para una escuela",
    "Change that counts": "Cambio que cuenta",
    "Pays for others": "Paga por otras",
    "cents, settled by the engine: in proportion to what each school gains": (
        "centavos, fijados por el sistema: en proporción a lo que gana cada escuela"
    ),
    "cents, settled by the engine: the cut over several sources": (
        "centavos, fijados por el sistema: el corte entre varias fuentes"
    ),
    "Gain": "Ganancia",
    "above the floor": "por encima del mínimo",
    "Most it can give": "Lo más que puede ceder",
    "Gain that counts": "Ganancia que cuenta",
    "of schools that can": "de las escuelas que pueden",
    "{what}: money moves in units of so many cents": "{what}: el dinero se mueve en unidades de tantos centavos",
    "{what}: units to pay, round {number}": "{what}: unidades por pagar, ronda {number}",
    "{what}, round {number}": "{what}, ronda {number}",
    "Held at its cap": "Detenida en su tope",
    "{what}: paid by schools at their cap": "{what}: pagado por escuelas en su tope",
    "Gives": "Cede",
    "cents, all sources": "centavos, todas las fuentes",
    "{what}: given up in {source} and before, cents": "{what}: cedido en {source} y antes, centavos",
    "Receives, {source}": "Recibe, {source}",
    "cents, in school order": "centavos, en el orden de las escuelas",
    "Received before it": "Recibido antes",
    "by schools above in the list": "por las escuelas de más arriba en la lista",
    "May move, all sources": "Puede moverse, todas las fuentes",
    "units": "unidades",
    "units, exact": "unidades, exacto",
    "Up to {source}": "Hasta {source}",
    "Has up to {source}": "Tiene hasta {source}",
    "Guess, {source}": "Estimación, {source}",
    "Gives, {source}": "Cede, {source}",
    # Measures and formulas.
    "Derived measures": "Medidas derivadas",
    "Step": "Paso",
    "part of a formula": "parte de una fórmula",
    "For {name}": "Para {name}",
    "of open schools that have it": "de las escuelas abiertas que la tienen",
    "{name} over all open schools ({column} of {sheet})": (
        "{name} de todas las escuelas abiertas ({column} de {sheet})"
    ),
    "settled by the engine: a quoted text": "fijado por el sistema: un texto entre comillas",
    "settled by the engine: a condition": "fijado por el sistema: una condición",
    "settled by the engine: the measure {name}": "fijado por el sistema: la medida {name}",
    "settled by the engine: the function {name}": "fijado por el sistema: la función {name}",
}
