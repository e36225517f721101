"""Faults of an import's rows and columns."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "Fill it in.": "Complételo.",
    "the mapping is for {mapping}, the import for {file}": (
        "la correspondencia es para {mapping}; la importación, para {file}"
    ),
    "The file has no rows to import.": "El archivo no tiene filas que importar.",
    "Check the sheet, the header row and the row filters.": (
        "Revise la hoja, la fila de encabezado y los filtros de filas."
    ),
    'No column gives "{field}".': 'Ninguna columna da "{field}".',
    'Choose the column that holds "{field}" in the mapping.': (
        'Elija en la correspondencia la columna que contiene "{field}".'
    ),
    "{what}: {before} in the last version.": "{what}: {before} en la última versión.",
    "Confirm the figure or correct it.": "Confirme la cifra o corríjala.",
    "This column is not imported.": "Esta columna no se importa.",
    "Nothing to do, unless it holds figures you need: then map it to a field.": (
        "No hay que hacer nada, salvo que contenga cifras que necesita: entonces asígnela a un campo."
    ),
    'The mapping counts at an unknown level "{level}".': (
        'La correspondencia cuenta en un nivel desconocido, "{level}".'
    ),
    "Use one of {known}.": "Use una de estas opciones: {known}.",
    'The mapping counts an unknown need category "{category}".': (
        'La correspondencia cuenta una categoría de necesidad desconocida, "{category}".'
    ),
    "Add the category to the district's settings, or use one of {known}.": (
        "Añada la categoría a los ajustes del distrito, o use una de estas: {known}."
    ),
    '"{category}" is mapped both by level and without level, which would count pupils twice.': (
        '"{category}" está asignada por nivel y también sin nivel, lo que contaría dos veces a los estudiantes.'
    ),
    "Ignore one of the columns, or use it as the total of a check.": (
        "Ignore una de las columnas, o úsela como total de una comprobación."
    ),
    "This need category is not known.": "Esta categoría de necesidad no se conoce.",
    "Correct it, or add it to the district's settings; known are {known}.": (
        "Corríjala, o añádala a los ajustes del distrito; se conocen {known}."
    ),
    "Correct it, or add it to the district's settings.": "Corríjala, o añádala a los ajustes del distrito.",
    "The count is missing.": "Falta el conteo.",
    "Fill it in; write 0 for no pupils.": "Complételo; escriba 0 si no hay estudiantes.",
    "This basis of counting is not known.": "Esta base de conteo no se conoce.",
    'A count on the basis "{basis}" has no fractions of a pupil.': (
        'Un conteo con la base "{basis}" no tiene fracciones de estudiante.'
    ),
    "Correct the count, or name an attendance basis such as ada_p2.": (
        "Corrija el conteo, o indique una base de asistencia como ada_p2."
    ),
    "This is more pupils than any school can have.": "Son más estudiantes de los que puede tener una escuela.",
    "Check the figure; dollars may stand in this column.": "Revise la cifra; quizá haya dólares en esta columna.",
    "{count} pupils of {category}, but {school} has {limit} pupils at {level}.": (
        "{count} estudiantes de {category}, pero {school} tiene {limit} estudiantes en {level}."
    ),
    (
        "Correct one of the two counts; if pupils may count more than once in this category, mark it as duplicated in "
        "the district's settings."
    ): (
        "Corrija uno de los dos conteos; si en esta categoría un estudiante puede contar más de una vez, "
        "márquela como duplicada en los ajustes del distrito."
    ),
    "{school} is listed with {levels} only.": "{school} figura solo con {levels}.",
    "Check the row, or add the level to the school.": "Revise la fila, o añada el nivel a la escuela.",
    "The same {what:said} also stands in row {rows}.": "Ya está en la fila {rows}: {what}.",
    "Keep one of them. If the file holds several years, keep one with a row filter.": (
        "Deje una sola. Si el archivo contiene varios años, deje uno con un filtro de filas."
    ),
    "school and level": "la misma escuela y nivel",
    "school, level and need category": "la misma escuela, nivel y categoría de necesidad",
    "school and measure": "la misma escuela y medida",
    "school and source": "la misma escuela y fuente",
    "source, school and label": "la misma fuente, escuela y rótulo",
    "source": "la misma fuente",
    "school id": "el mismo código de escuela",
    "The row has more cells than the header ({width}).": "La fila tiene más celdas que el encabezado ({width}).",
    "Put quotes around cells that contain the delimiter, or name the extra columns in the header.": (
        "Ponga entre comillas las celdas que contienen el separador, o dé nombre a las columnas sobrantes en el "
        "encabezado."
    ),
    "The file already has a column of this name.": "El archivo ya tiene una columna con este nombre.",
    "Give the derived column another name.": "Dé otro nombre a la columna derivada.",
    'The mapping reads the column "{header}", which the file lacks.': (
        'La correspondencia lee la columna "{header}", que el archivo no tiene.'
    ),
    "Choose another column or mapping. The file has: {header}.": (
        "Elija otra columna o correspondencia. El archivo tiene: {header}."
    ),
    "If the text means that there is no figure, add it to blank_values of the mapping.": (
        "Si el texto significa que no hay cifra, añádalo a blank_values en la correspondencia."
    ),
    'spanning "spread" needs by "counts": pupils by level must be in the row': (
        'spanning "spread" necesita by "counts": la fila debe tener estudiantes por nivel'
    ),
    'column "{header}": {role}:... is not part of an import of {kind}': (
        'columna "{header}": {role}:... no forma parte de una importación de {kind}'
    ),
    'column "{header}": unknown field "{field}"; known are {known}': (
        'columna "{header}": campo desconocido "{field}"; se conocen {known}'
    ),
    'two columns are mapped to "{field}"; keep one': 'dos columnas están asignadas a "{field}"; deje una',
    "constants name unknown fields: {names}": "las constantes nombran campos desconocidos: {names}",
    "negative amounts may be allowed in school_grants only": "solo school_grants admite importes negativos",
    "The value is missing.": "Falta el valor.",
    "Fill it in or leave the row out.": "Complételo o quite la fila.",
    "This cannot be the name of a measure.": "Esto no puede ser el nombre de una medida.",
    "Use letters, digits, blanks and . _ / @ - only, at most 64, starting with a letter or digit.": (
        "Use solo letras, cifras, espacios y . _ / @ -, como máximo 64, empezando por una letra o cifra."
    ),
    "Use letters, digits, blanks and . _ @ - only, at most 64, starting with a letter or digit.": (
        "Use solo letras, cifras, espacios y . _ @ -, como máximo 64, empezando por una letra o cifra."
    ),
    "Use letters, digits, blanks and . _ / @ - only, at most 64, separated by |.": (
        "Use solo letras, cifras, espacios y . _ / @ -, como máximo 64, separados por |."
    ),
    "A measure is at most {largest}.": "Una medida es como máximo {largest}.",
    "Use a larger unit.": "Use una unidad mayor.",
    "More than {places} decimals.": "Más de {places} decimales.",
    "More than two decimals.": "Más de dos decimales.",
    "More than four decimals.": "Más de cuatro decimales.",
    "Round the figure where it was calculated.": "Redondee la cifra donde se calculó.",
    "Round the figure to two decimals where it was calculated.": "Redondee la cifra a dos decimales donde se calculó.",
    "This says neither restricted nor unrestricted.": "Esto no dice si tiene restricciones o no.",
    "Write yes or no.": "Escriba sí o no.",
    "No column says which sources are restricted: all are read as unrestricted.": (
        "Ninguna columna dice qué fuentes tienen restricciones: todas se leen como sin restricciones."
    ),
    "Map a column to restricted, or set the constant restricted = yes.": (
        "Asigne una columna a restricted, o ponga la constante restricted = yes."
    ),
    'The mapping names an unknown source "{source}".': 'La correspondencia nombra una fuente desconocida, "{source}".',
    "Import the revenue sources first, or choose one of them: {known}": (
        "Importe primero las fuentes de ingresos, o elija una de ellas: {known}"
    ),
    "This revenue source is not known.": "Esta fuente de ingresos no se conoce.",
    "Import the revenue sources first, or correct the source.": (
        "Importe primero las fuentes de ingresos, o corrija la fuente."
    ),
    "A grant below zero takes money from the school.": "Un importe asignado menor que cero quita dinero a la escuela.",
    "Nothing to do if this is meant.": "No hay que hacer nada si es lo que quiere.",
    "The amount is missing.": "Falta el importe.",
    "Fill it in; write 0 for no money.": "Complételo; escriba 0 si no hay dinero.",
    "There is no source id.": "Falta el código de la fuente.",
    "There is no job class.": "Falta la clase de puesto.",
    "This cannot be a source id.": "Esto no puede ser el código de una fuente.",
    "The text is too long or holds control characters.": (
        "El texto es demasiado largo o contiene caracteres de control."
    ),
    "Shorten it to 300 characters and remove invisible characters.": (
        "Redúzcalo a 300 caracteres y quite los caracteres invisibles."
    ),
    "This is not a number.": "Esto no es un número.",
    "Type digits only, for example 1234.50.": "Escriba solo cifras, por ejemplo 1234.50.",
    "The spreadsheet shortened this number, so digits may be lost.": (
        "La hoja de cálculo acortó este número; pueden haberse perdido cifras."
    ),
    "Format the column as text or number in the spreadsheet and save the file again.": (
        "Dé a la columna formato de texto o número en la hoja de cálculo y guarde el archivo otra vez."
    ),
    "The comma may be a decimal comma or a thousands comma.": "La coma puede ser decimal o de miles.",
    "Write numbers as 1234.50, or set number_format to 1.234,50 when the whole file uses decimal commas.": (
        "Escriba los números como 1234.50, o ponga number_format en 1.234,50 si todo el archivo usa coma decimal."
    ),
    "The number is below zero.": "El número es menor que cero.",
    "Correct the figure, or leave the row out.": "Corrija la cifra, o quite la fila.",
    "The number is larger than this system can hold.": "El número es mayor de lo que este sistema admite.",
    "Check the figure.": "Revise la cifra.",
    "The row's level cannot be told.": "No se puede saber el nivel de la fila.",
    (
        "Use a level ({known}), a grade or a span such as K-8; or give this text a level in the mapping "
        "(level.values), or a level for all such rows (level.otherwise)."
    ): (
        "Use un nivel ({known}), un grado o un intervalo como K-8; o dé un nivel a este texto en la "
        "correspondencia (level.values), o un nivel a todas las filas así (level.otherwise)."
    ),
    "The row spans several levels: {levels}.": "La fila abarca varios niveles: {levels}.",
    "Give one row per level, or let the mapping say where such rows belong (level.spanning).": (
        "Escriba una fila por nivel, o indique en la correspondencia adónde van esas filas (level.spanning)."
    ),
    "counted at their main level": "se cuentan en su nivel principal",
    "counted at their lowest level": "se cuentan en su nivel más bajo",
    "counted at their highest level": "se cuentan en su nivel más alto",
    "counted for the school as a whole (level *)": "se cuentan para la escuela en conjunto (nivel *)",
    "spread over their levels in proportion to the row's pupils; each school's totals are unchanged": (
        "se reparten entre sus niveles en proporción a los estudiantes de la fila; los totales de cada escuela no "
        "cambian"
    ),
    "{count} rows span several levels and are {how:said} (rows {rows}).": (
        "{count} filas abarcan varios niveles y {how} (filas {rows})."
    ),
    "Nothing to do if this is meant; else change level.spanning in the mapping.": (
        "No hay que hacer nada si es lo que quiere; si no, cambie level.spanning en la correspondencia."
    ),
    '{count} rows tell no level and are counted at "{level}" (rows {rows}).': (
        '{count} filas no dicen su nivel y se cuentan en "{level}" (filas {rows}).'
    ),
    "Nothing to do if this is meant; else change level.otherwise in the mapping.": (
        "No hay que hacer nada si es lo que quiere; si no, cambie level.otherwise en la correspondencia."
    ),
    "The school is missing.": "Falta la escuela.",
    "Fill in the school's id.": "Escriba el código de la escuela.",
    "Fill in the school's name.": "Escriba el nombre de la escuela.",
    "The spreadsheet shortened this id.": "La hoja de cálculo acortó este código.",
    "This cannot be a school id.": "Esto no puede ser el código de una escuela.",
    "This name cannot serve as a school id.": "Este nombre no puede servir de código de escuela.",
    "Read as {school}: the leading zeros were missing.": "Se leyó como {school}: faltaban los ceros iniciales.",
    "Nothing to do if this is the school meant. Format the column as text to keep zeros.": (
        "No hay que hacer nada si es la escuela correcta. Dé a la columna formato de texto para conservar los ceros."
    ),
    "Without leading zeros this may be {schools}.": "Sin ceros iniciales puede ser una de varias: {schools}.",
    "Write the whole id, with its zeros, in a text column.": (
        "Escriba el código completo, con sus ceros, en una columna de texto."
    ),
    "No school of the district has this id.": "Ninguna escuela del distrito tiene este código.",
    "Correct the id, import the school first, or filter out rows that are not schools (such as totals).": (
        "Corrija el código, importe primero la escuela, o filtre las filas que no son escuelas (como los totales)."
    ),
    "Import the schools first, so that names can be looked up, or add a column with school ids.": (
        "Importe primero las escuelas, para poder buscar los nombres, o añada una columna con los códigos de escuela."
    ),
    "Several schools have this name: {schools}.": "Varias escuelas tienen este nombre: {schools}.",
    "Add a column with school ids.": "Añada una columna con los códigos de escuela.",
    "No school of the district has this name.": "Ninguna escuela del distrito tiene este nombre.",
    "Write the name as in the list of schools, or add a column with school ids; filter out total rows.": (
        "Escriba el nombre como en la lista de escuelas, o añada una columna con los códigos; filtre las filas de "
        "totales."
    ),
    "{school} closed on {day}.": "{school} cerró el {day}.",
    "Leave the row out, or correct the school's closing date.": (
        "Quite la fila, o corrija la fecha de cierre de la escuela."
    ),
    "{school} opens on {day}.": "{school} abre el {day}.",
    "Leave the row out, or correct the school's opening date.": (
        "Quite la fila, o corrija la fecha de apertura de la escuela."
    ),
    'The list of schools calls {school} "{name}".': 'La lista de escuelas llama a {school} "{name}".',
    "Nothing to do if it is the same school; else correct the id.": (
        "No hay que hacer nada si es la misma escuela; si no, corrija el código."
    ),
    'A slash in a school id is read as a hyphen: "{example}" becomes "{read}".': (
        'Una barra en un código de escuela se lee como guion: "{example}" pasa a ser "{read}".'
    ),
    "Nothing to do: the ids of all files are read in the same way.": (
        "No hay que hacer nada: los códigos de todos los archivos se leen igual."
    ),
    "The name is missing.": "Falta el nombre.",
    "The school closes before it opens.": "La escuela cierra antes de abrir.",
    "Correct one of the dates.": "Corrija una de las fechas.",
    "The file has no school ids: each is made of the school's name.": (
        "El archivo no tiene códigos de escuela: cada uno se forma con el nombre de la escuela."
    ),
    "Add a column with the district's own school codes if there are any: names change, codes do not.": (
        "Añada una columna con los códigos propios del distrito si los hay: los nombres cambian, los códigos no."
    ),
    "{count} ids had lost leading zeros, which were put back (rows {rows}).": (
        "{count} códigos habían perdido ceros iniciales, que se repusieron (filas {rows})."
    ),
    "Nothing to do if the widths in id_parts are right. Format the columns as text to keep zeros.": (
        "No hay que hacer nada si los anchos de id_parts son correctos. Dé a las columnas formato de texto para "
        "conservar los ceros."
    ),
    "The school id is missing.": "Falta el código de la escuela.",
    "The school's levels cannot be told.": "No se pueden saber los niveles de la escuela.",
    (
        "Use levels ({known}) separated by |, or grades; or give this text a level in the mapping (level.values), or "
        "a level for all such rows (level.otherwise)."
    ): (
        "Use niveles ({known}) separados por |, o grados; o dé un nivel a este texto en la correspondencia "
        "(level.values), o un nivel a todas las filas así (level.otherwise)."
    ),
    '{count} schools tell no level and are taken as "{level}" (rows {rows}).': (
        '{count} escuelas no dicen su nivel y se toman como "{level}" (filas {rows}).'
    ),
    "This is not a grade.": "Esto no es un grado.",
    "Use PK, TK, K or 1 to 12; list other texts in blank_values of the mapping.": (
        "Use PK, TK, K o de 1 a 12; ponga otros textos en blank_values de la correspondencia."
    ),
    "This cannot be a flag.": "Esto no puede ser una marca.",
    "This is neither yes nor no.": "Esto no es ni sí ni no.",
    "Write yes or no, or leave the cell blank for no.": "Escriba sí o no, o deje la celda vacía para no.",
    "This is not a date.": "Esto no es una fecha.",
    "Write it as 2026-07-01.": "Escríbala como 2026-07-01.",
    'Until now {school} was called "{name}".': 'Hasta ahora {school} se llamaba "{name}".',
    "Nothing to do if the school was renamed.": "No hay que hacer nada si la escuela cambió de nombre.",
    "No row holds what was spent centrally.": "Ninguna fila contiene lo que se gastó de forma central.",
    "Add a row without a school, or nothing if all of it is in the schools' rows.": (
        "Agregue una fila sin escuela, o nada si todo está en las filas de las escuelas."
    ),
    "The pupils of the year are missing.": "Faltan los alumnos del año.",
    "Fill them in: the report divides by them.": "Complételos: el informe divide entre ellos.",
    "central office": "oficina central",
    "Longevity pay is more than the whole salary.": "La paga por antigüedad es mayor que el salario completo.",
    "The salary includes longevity pay: correct one of the two.": (
        "El salario incluye la antigüedad: corrija uno de los dos."
    ),
    "There is no employee id, so this line counts as a person of its own.": (
        "No hay código de empleado, así que esta línea cuenta como otra persona."
    ),
    "Fill it in if it is known.": "Complételo si se conoce.",
    "This says neither federal nor not.": "Esto no dice si es federal o no.",
    "Write yes or no, or federal, state or local.": "Escriba sí o no, o federal, estatal o local.",
    "This is missing.": "Falta este dato.",
    "Fill it in, or leave the row out.": "Complételo, o quite la fila.",
    "More than two full-time equivalents in one line.": "Más de dos equivalentes a tiempo completo en una línea.",
    "Full time is 1.0: a column in percent or hours needs to be changed in the payroll extract.": (
        "El tiempo completo es 1.0: una columna en porcentaje u horas debe cambiarse en el extracto de nómina."
    ),
    "{count} lines name no school and are read as central office.": (
        "{count} líneas no nombran escuela y se leen como oficina central."
    ),
    "No column holds benefits, so only salaries are compared.": (
        "Ninguna columna tiene prestaciones, así que solo se comparan salarios."
    ),
    "Map the column, or the sum of several benefit columns as a derived column.": (
        "Asigne la columna, o la suma de varias columnas de prestaciones como columna derivada."
    ),
    "No column says who pays: all staff count as state or local.": (
        "Ninguna columna dice quién paga: todo el personal cuenta como estatal o local."
    ),
    "Map the column with the funding source or the account.": "Asigne la columna con la fuente de pago o la cuenta.",
    "The parts do not add up to the total.": "Las partes no suman el total.",
    "The count without duplicates does not fit its parts.": "El conteo sin duplicados no concuerda con sus partes.",
    "The parts add up to {summed}, the total says {expected} (difference {difference}).": (
        "Las partes suman {summed}, el total dice {expected} (diferencia {difference})."
    ),
    "Correct the part or the total at its origin; a figure may stand in the wrong column or row.": (
        "Corrija la parte o el total en su origen; puede haber una cifra en otra columna o fila."
    ),
    (
        "A count without duplicates must lie between the largest part ({largest}) and the sum of the parts ({summed})."
    ): "Un conteo sin duplicados debe estar entre la parte mayor ({largest}) y la suma de las partes ({summed}).",
    "Check the certified count and its parts.": "Revise el conteo certificado y sus partes.",
    "This is not a fiscal year.": "Esto no es un año fiscal.",
    "Write it as 2026-27, or as the year it ends in: 2027.": (
        "Escríbalo como 2026-27, o como el año en que termina: 2027."
    ),
    "The file holds several fiscal years: {years}.": "El archivo contiene varios años fiscales: {years}.",
    "Import one at a time: add a row filter that keeps one year.": (
        "Importe uno cada vez: añada un filtro de filas que deje un solo año."
    ),
    "The file is of the fiscal year that ends in {year}, the import for the one that ends in {wanted}.": (
        "El archivo es del año fiscal que termina en {year}; la importación es para el que termina en {wanted}."
    ),
    "Nothing to do if this is meant; else choose the year that the file is of.": (
        "No hay que hacer nada si es lo que se quiere; si no, elija el año del archivo."
    ),
    "all sources": "todas las fuentes",
    "paid by federal money": "pagado con dinero federal",
}
