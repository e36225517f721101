"""Why a column of an import was taken for a field."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "used by a filter, a check, a derived column or the level rule": (
        "la usa un filtro, una comprobación, una columna derivada o la regla de nivel"
    ),
    "part of the school id": "parte del código de la escuela",
    "not in the mapping": "no está en la correspondencia",
    "the header is a known name for it": "el encabezado es un nombre conocido de ese campo",
    "the header fits, but the column is empty": "el encabezado encaja, pero la columna está vacía",
    "its cells are ids of the district's schools": "sus celdas son códigos de las escuelas del distrito",
    "the header is a known name for it, but its cells match no school": (
        "el encabezado es un nombre conocido, pero sus celdas no coinciden con ninguna escuela"
    ),
    "its cells are names of the district's schools": "sus celdas son nombres de las escuelas del distrito",
    "the header fits, but its cells are numbers": "el encabezado encaja, pero sus celdas son números",
    "its cells are the district's revenue sources": "sus celdas son las fuentes de ingresos del distrito",
    "the header is a known name for it and its cells agree": (
        "el encabezado es un nombre conocido y sus celdas concuerdan"
    ),
    "the header is a known name for it, but its cells say otherwise": (
        "el encabezado es un nombre conocido, pero sus celdas dicen otra cosa"
    ),
    "its cells are known words for it": "sus celdas son palabras conocidas de ese campo",
    "the header is a known name for it and its cells are codes": (
        "el encabezado es un nombre conocido y sus celdas son códigos"
    ),
    "the header is a known name for it, but its cells look like words": (
        "el encabezado es un nombre conocido, pero sus celdas parecen palabras"
    ),
    "the header fits, but its cells are not numbers": "el encabezado encaja, pero sus celdas no son números",
    "the header is a known name for it and its cells are numbers": (
        "el encabezado es un nombre conocido y sus celdas son números"
    ),
    "its cells look like money": "sus celdas parecen dinero",
    "its cells look like counts": "sus celdas parecen conteos",
    "the column is empty": "la columna está vacía",
    "neither the header nor the cells tell a field": "ni el encabezado ni las celdas indican un campo",
    "a column of numbers; the measure is named by its header": (
        "una columna de números; la medida toma el nombre del encabezado"
    ),
    "its cells are yes and no": "sus celdas son sí y no",
    "the total of the {category} columns by level: a check uses it": (
        "el total de las columnas de {category} por nivel: lo usa una comprobación"
    ),
    "the header is a name for {category}": "el encabezado es un nombre de {category}",
    '"{header}" already gives {category}; choose one of the two': '"{header}" ya da {category}; elija una de las dos',
    "pupils of grade {grade}, which belongs to {level}": "estudiantes del grado {grade}, que pertenece a {level}",
    "{category} at {level}, both named in the header": "{category} en {level}, ambos nombrados en el encabezado",
    "looks like money, but {reason:said}": "parece dinero, pero {reason}",
    "the total of the other amounts: a check compares it on every row": (
        "el total de los demás importes: una comprobación lo compara en cada fila"
    ),
    "sources are not known yet: the code is made of the header": (
        "aún no se conocen las fuentes: el código se forma con el encabezado"
    ),
    "the header is the id, name or account of this source": (
        "el encabezado es el código, el nombre o la cuenta de esta fuente"
    ),
    "the header holds the code {code} of this source": "el encabezado contiene el código {code} de esta fuente",
    "the header holds the name of this source": "el encabezado contiene el nombre de esta fuente",
    "no known source has this name": "ninguna fuente conocida tiene este nombre",
}
