"""Faults of derived measures, units, and what may come next while one is typed."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "character {at}: {message:said}": "carácter {at}: {message}",
    "a figure is needed here, not a condition": "aquí hace falta una cifra, no una condición",
    "Write if(condition, 1, 0).": "Escriba if(condición, 1, 0).",
    "a condition is needed here": "aquí hace falta una condición",
    "Compare it, for example with > 0.": "Compárela, por ejemplo con > 0.",
    "a quoted name stands alone": "un nombre entre comillas está solo",
    'Write measure("...") for a measure, count("...") for a need category.': (
        'Escriba measure("...") para una medida o count("...") para una categoría de necesidad.'
    ),
    "{name} is not a {what:said}": "{name} no es {what}",
    "measure": "una medida",
    "level": "un nivel",
    "school": "una escuela",
    "revenue source": "una fuente de ingresos",
    "need category": "una categoría de necesidad",
    "distributed source": "una fuente que se reparte",
    "flag": "una marca",
    "school type": "un tipo de escuela",
    "Use one of: none is there.": "No hay ninguna que usar.",
    "Use one of: {known}.": "Use una de estas opciones: {known}.",
    "nothing can be divided by zero": "nada se puede dividir entre cero",
    "Divide by another number.": "Divida entre otro número.",
    "the exponent must be a typed whole number from {lowest} to {highest}": (
        "el exponente debe ser un número entero escrito, de {lowest} a {highest}"
    ),
    "Other powers have no exact value; root(x, 3, 0.000001) rounds a cube root.": (
        "Las demás potencias no tienen valor exacto; root(x, 3, 0.000001) redondea una raíz cúbica."
    ),
    "Multiply by a rate such as $4000 / pupil, or divide by pupils, so that both count the same.": (
        "Multiplique por una tarifa como $4000 / pupil, o divida entre pupils, para que ambos cuenten lo mismo."
    ),
    "{left:said} and {right:said} cannot be compared": "{left} y {right} no se pueden comparar",
    "{left:said} and {right:said} cannot be added or subtracted": "{left} y {right} no se pueden sumar ni restar",
    "{left:said} and {right:said} cannot be rounded to each other": "{left} no se puede redondear a {right}",
    "{left:said} and {right:said} cannot be used together in {function}": (
        "{left} y {right} no se pueden usar juntos en {function}"
    ),
    "the unit of rounding must be a typed number above zero": (
        "la unidad de redondeo debe ser un número escrito mayor que cero"
    ),
    "Write 1, 0.01 or $100, for example.": "Escriba 1, 0.01 o $100, por ejemplo.",
    "Divide first, so that it is a ratio: root(now / before, 3, 0.000001).": (
        "Divida primero, para que sea una proporción: root(ahora / antes, 3, 0.000001)."
    ),
    "only a ratio has a root, not {found:said}": "solo una proporción tiene raíz; esto cuenta {found}",
    "the degree must be a typed whole number from 2 to {highest}": (
        "el grado debe ser un número entero escrito, de 2 a {highest}"
    ),
    "Write 2 for a square root, 3 for a cube root.": "Escriba 2 para una raíz cuadrada o 3 para una raíz cúbica.",
    "Write 0.000001, for example.": "Escriba 0.000001, por ejemplo.",
    "some schools count {need} pupils as a whole, not by level": (
        "algunas escuelas cuentan {need} en conjunto, no por nivel"
    ),
    "Count them by level, or write count({need}).": "Cuéntelos por nivel, o escriba count({need}).",
    "{function} takes a name": "{function} necesita un nombre",
    'Write a name, or "a name" in quotes.': 'Escriba un nombre, o "un nombre" entre comillas.',
    "Change the unit, or multiply or divide so that it fits: a rate is written $4000 / pupil.": (
        "Cambie la unidad, o multiplique o divida para que coincida: una tarifa se escribe $4000 / pupil."
    ),
    "Choose a measure of dollars, or multiply by a rate: a rate is written $4000 / pupil.": (
        "Elija una medida en dólares, o multiplique por una tarifa: una tarifa se escribe $4000 / pupil."
    ),
    "the measure {measure} counts {found:said}, not {unit:said}": "la medida {measure} cuenta {found}, no {unit}",
    "the expression counts {found:said}, not {unit:said}": "la expresión cuenta {found}, no {unit}",
    "{name} is already the name of another measure": "{name} ya es el nombre de otra medida",
    "{name} is already {what:said}": "{name} ya es {what}",
    "a measure of the data": "una medida de los datos",
    "a word of the language": "una palabra del lenguaje de fórmulas",
    "Choose a name that is free.": "Elija un nombre que esté libre.",
    "{name} is computed from itself: {circle}": "{name} se calcula a partir de sí misma: {circle}",
    "Take one of the references away.": "Quite una de las referencias.",
    "a number on the way is larger than any amount of money": (
        "un número intermedio es mayor que cualquier cantidad de dinero"
    ),
    "the expression: a number on the way is larger than any amount of money": (
        "la expresión: un número intermedio es mayor que cualquier cantidad de dinero"
    ),
    "{title}: a number on the way is larger than any amount of money": (
        "{title}: un número intermedio es mayor que cualquier cantidad de dinero"
    ),
    "Lower the exponents.": "Baje los exponentes.",
    "{name} is a word of the language; choose another name, such as {other}_of_school": (
        "{name} es una palabra del lenguaje de fórmulas; elija otro nombre, como {other}_of_school"
    ),
    "the expression nests deeper than {most} levels": "la expresión tiene más de {most} niveles de paréntesis",
    "Name a part of it as a derived measure of its own.": "Dé nombre a una parte como medida derivada propia.",
    "it has more than {most} characters": "tiene más de {most} caracteres",
    "Correct the expression.": "Corrija la expresión.",
    "{function} is not a function": "{function} no es una función",
    "{function} has one argument": "{function} tiene un argumento",
    "{function} has {count} arguments": "{function} tiene {count} argumentos",
    "Write {signature}.": "Escriba {signature}.",
    "the expression ends too early": "la expresión termina demasiado pronto",
    "Finish it, or close a bracket.": "Complétela o cierre un paréntesis.",
    "Use names, numbers such as 0.55, 55% or $4000, and + - * / ** ( ) , < <= > >= == != and or not.": (
        "Use nombres, números como 0.55, 55% o $4000, y + - * / ** ( ) , < <= > >= == != and or not."
    ),
    "{found} has no meaning here": "{found} no significa nada aquí",
    "{found} does not fit here": "{found} no encaja aquí",
    "Is an operator, a comma or a bracket missing?": "¿Falta un operador, una coma o un paréntesis?",
    "a number": "un número",
    "a ratio": "una proporción",
    "pupils": "estudiantes",
    "dollars": "dólares",
    "pupils^{power}": "estudiantes^{power}",
    "dollars^{power}": "dólares^{power}",
    "1": "1",
    "{above:said} per {below:said}": "{above} por {below}",
    "{left:said} x {right:said}": "{left} x {right}",
    "an amount such as $4000": "un importe como $4000",
    'a name in quotes, such as "K-3"': 'un nombre entre comillas, como "K-3"',
    "a name or function": "un nombre o una función",
    "a comparison such as >=": "una comparación como >=",
    "the end": "el final",
    "all pupils of the school": "todo el alumnado de la escuela",
    "one pupil, to write a rate: $4,000 a pupil is $4000 / pupil": (
        "un estudiante, para escribir una tarifa: $4,000 por estudiante es $4000 / pupil"
    ),
    "the school's current budget in dollars": "el presupuesto actual de la escuela en dólares",
}
