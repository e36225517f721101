"""What every service refuses, whatever it is about."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "This cannot be done": "Esto no se puede hacer",
    "Not found": "No se encontró",
    "Sign in first": "Inicie sesión primero",
    "Sign in and try again.": "Inicie sesión e inténtelo de nuevo.",
    "The sign-in is not valid or has expired. Sign in again.": (
        "La sesión no es válida o ha caducado. Inicie sesión otra vez."
    ),
    "Your role does not allow this": "Su función no lo permite",
    "Your role may not do this. Ask the budget office if you need it.": (
        "Su función no puede hacer esto. Consulte a la oficina de presupuesto si lo necesita."
    ),
    "You can see your own school only. Ask the budget office for access to another.": (
        "Solo puede ver su propia escuela. Pida a la oficina de presupuesto acceso a otra."
    ),
    "The request has faults": "La solicitud tiene fallas",
    "Say which version you change": "Indique qué versión cambia",
    "Send If-Match with the ETag you last read, so that nobody's change is lost.": (
        "Envíe If-Match con el último ETag que leyó, para que no se pierda el cambio de nadie."
    ),
    "Changed by somebody else": "Otra persona lo cambió",
    (
        "You changed version {yours}, but it is at version {current} by now. Read it again and decide which change "
        "should stay."
    ): (
        "Usted cambió la versión {yours}, pero ya está en la versión {current}. Léala otra vez y decida qué "
        "cambio debe quedar."
    ),
    "Not available right now": "No disponible en este momento",
    "Some values cannot be used. Each is listed with its place.": (
        "Algunos valores no se pueden usar. Cada uno se indica con su lugar."
    ),
    "A value is outside what can be stored.": "Un valor está fuera de lo que se puede guardar.",
    "The database is busy. Nothing was changed; try again.": (
        "La base de datos está ocupada. No se cambió nada; inténtelo de nuevo."
    ),
    "The connection was lost": "Se perdió la conexión",
    "The connection to the database was lost. Try again; with the same Idempotency-Key nothing is done twice.": (
        "Se perdió la conexión con la base de datos. Inténtelo de nuevo; con la misma Idempotency-Key nada se hace dos "
        "veces."
    ),
    "Something went wrong on our side. Nothing was changed. Give the trace id to support.": (
        "Algo falló de nuestro lado. No se cambió nada. Dé la referencia al soporte."
    ),
    "Internal Server Error": "Error interno del servidor",
    "Bad Request": "Solicitud incorrecta",
    "Method Not Allowed": "Método no permitido",
    "The body is too large": "El contenido es demasiado grande",
    "The body is larger than this operation takes. Send less at once.": (
        "El contenido es mayor de lo que admite esta operación. Envíe menos a la vez."
    ),
    "Idempotency key used for another request": "Idempotency-Key usado para otra solicitud",
    "This Idempotency-Key belongs to another request. Make a new key for each new change.": (
        "Este Idempotency-Key es de otra solicitud. Haga una clave nueva para cada cambio nuevo."
    ),
    "The same request is still running": "La misma solicitud sigue en marcha",
    "The first request with this Idempotency-Key is still running. Ask again shortly.": (
        "La primera solicitud con este Idempotency-Key sigue en marcha. Pregunte de nuevo en un momento."
    ),
    "There is no such page": "No existe esa página",
    "This page_token belongs to another list or filter. Start again without it.": (
        "Este page_token es de otra lista u otro filtro. Empiece de nuevo sin él."
    ),
    "The JSON names {names} more than once. Send each name once.": (
        "El JSON nombra {names} más de una vez. Envíe cada nombre una sola vez."
    ),
    "{name} stands more than once": "{name} está más de una vez",
    "{name} is not a number in JSON. Send the figure in digits.": (
        "{name} no es un número en JSON. Envíe la cifra en dígitos."
    ),
    "The body is not text in UTF-8. Send its JSON in UTF-8.": (
        "El contenido no es texto en UTF-8. Envíe su JSON en UTF-8."
    ),
    "The JSON is nested too deeply. Send fewer lists and objects inside each other.": (
        "El JSON tiene demasiados niveles. Envíe menos listas y objetos unos dentro de otros."
    ),
    "The body holds a number that is too long. Send at most 15 digits.": (
        "El contenido tiene un número demasiado largo. Envíe 15 cifras como máximo."
    ),
    "{number} is too large. Send a smaller number.": "{number} es demasiado grande. Envíe un número menor.",
    "This kind of body is not read here": "Aquí no se lee este tipo de contenido",
    "Send the body as {kind}.": "Envíe el contenido como {kind}.",
    "given more than once": "indicado más de una vez",
    "not a parameter of this operation": "no es un parámetro de esta operación",
    "The address has query parameters that cannot be used.": "La dirección tiene parámetros que no se pueden usar.",
    "Field required": "Falta este campo",
    "Extra inputs are not permitted": "Este campo no se admite",
    "Input should be a valid string": "Debe ser un texto",
    "Input should be a valid integer": "Debe ser un número entero",
    "Input should be a valid integer, unable to parse string as an integer": "Debe ser un número entero",
    "Input should be a valid integer, got a number with a fractional part": "Debe ser un número entero, sin decimales",
    "Input should be a number": "Debe ser un número",
    "Input should be a valid number": "Debe ser un número",
    "Input should be a valid number, unable to parse string as a number": "Debe ser un número",
    "Input should be a finite number": "Debe ser un número finito",
    "Input should be a valid decimal": "Debe ser un número decimal",
    "Input should be a valid boolean": "Debe ser verdadero o falso",
    "Input should be a valid boolean, unable to interpret input": "Debe ser verdadero o falso",
    "Input should be a valid list": "Debe ser una lista",
    "Input should be a list": "Debe ser una lista",
    "Input should be a valid array": "Debe ser una lista",
    "Input should be an object": "Debe ser un objeto",
    "Input should be an instance of {name}": "Debe ser de tipo {name}",
    "Input should be None": "Debe estar vacío",
    "Input should be {values}": "Debe ser {values}",
    "Input should be greater than {limit}": "Debe ser mayor que {limit}",
    "Input should be greater than or equal to {limit}": "Debe ser mayor o igual que {limit}",
    "Input should be less than {limit}": "Debe ser menor que {limit}",
    "Input should be less than or equal to {limit}": "Debe ser menor o igual que {limit}",
    "Input should be a multiple of {step}": "Debe ser un múltiplo de {step}",
    "String should have at least {count} character": "El texto debe tener al menos {count} carácter",
    "String should have at least {count} characters": "El texto debe tener al menos {count} caracteres",
    "String should have at most {count} character": "El texto debe tener como máximo {count} carácter",
    "String should have at most {count} characters": "El texto debe tener como máximo {count} caracteres",
    "String should match pattern {pattern}": "El texto debe seguir el patrón {pattern}",
    "List should have at least {count} item after validation, not {found}": (
        "La lista debe tener al menos {count} elemento, no {found}"
    ),
    "List should have at least {count} items after validation, not {found}": (
        "La lista debe tener al menos {count} elementos, no {found}"
    ),
    "List should have at most {count} item after validation, not {found}": (
        "La lista debe tener como máximo {count} elemento, no {found}"
    ),
    "List should have at most {count} items after validation, not {found}": (
        "La lista debe tener como máximo {count} elementos, no {found}"
    ),
    "Object should have at least {count} item after validation, not {found}": (
        "El objeto debe tener al menos {count} elemento, no {found}"
    ),
    "Object should have at least {count} items after validation, not {found}": (
        "El objeto debe tener al menos {count} elementos, no {found}"
    ),
    "Object should have at most {count} item": "El objeto debe tener como máximo {count} elemento",
    "Object should have at most {count} items": "El objeto debe tener como máximo {count} elementos",
    "The number is too long": "El número es demasiado largo",
    "Decimal input should have no more than {count} decimal place": "El número no debe tener más de {count} decimal",
    "Decimal input should have no more than {count} digit in total": "El número no debe tener más de {count} cifra",
    "Decimal input should have no more than {count} decimal places": "El número no debe tener más de {count} decimales",
    "Decimal input should have no more than {count} digits in total": "El número no debe tener más de {count} cifras",
    "Input should be a valid date": "Debe ser una fecha",
    "Input should be a valid date in the format YYYY-MM-DD, {_reason}": "Debe ser una fecha con la forma AAAA-MM-DD",
    "Input should be a valid date or datetime, {_reason}": "Debe ser una fecha",
    "Input should be a valid UUID, {_reason}": "Debe ser un identificador UUID",
    "Input should be a valid UUID": "Debe ser un identificador UUID",
    "Input tag '{tag}' found using {field} does not match any of the expected tags: {known}": (
        "El tipo '{tag}' en {field} no es uno de los admitidos: {known}"
    ),
    "Unable to extract tag using discriminator {field}": "Falta el tipo en {field}",
    "JSON decode error": "El contenido no es JSON",
    "Value error, {message:said}": "{message}",
    "must be a whole number": "debe ser un número entero",
    "must be a year in digits": "debe ser un año en cifras",
    "must be a whole number in digits": "debe ser un número entero en cifras",
    "fiscal year {year} is outside {first} to {last}": "el año fiscal {year} está fuera de {first} a {last}",
    "start month {month} is outside 1 to 12": "el mes inicial {month} está fuera de 1 a 12",
}
