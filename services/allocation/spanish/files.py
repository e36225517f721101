"""Why a file cannot be read as a table, and what was noticed while reading it."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "Split the file.": "Divida el archivo.",
    "The file has more than {most} rows.": "El archivo tiene más de {most} filas.",
    "A row has more than {most} columns, or the file too many cells.": (
        "Una fila tiene más de {most} columnas, o el archivo demasiadas celdas."
    ),
    "Remove columns that are not needed.": "Quite las columnas que no hagan falta.",
    "After row {row} the file cannot be read: {error}.": (
        "Después de la fila {row} el archivo no se puede leer: {error}."
    ),
    "Close every quotation mark, and double those inside a quoted cell.": (
        "Cierre todas las comillas, y duplique las que están dentro de una celda entre comillas."
    ),
    "{folder} has no {kind}.csv.": "{folder} no tiene {kind}.csv.",
    "Add the file; docs/allocation/input-folder.md describes it.": (
        "Añada el archivo; docs/allocation/input-folder.md lo describe."
    ),
    "Read as {field}.": "Se leyó como {field}.",
    "Rename the column, or give a mapping of {kind} with --mapping, if this is not meant.": (
        "Cambie el nombre de la columna, o dé una correspondencia de {kind} con --mapping, si no es lo que quiere."
    ),
    "The file is larger than {most} MB.": "El archivo pesa más de {most} MB.",
    "The file is empty.": "El archivo está vacío.",
    "Upload a file with a header and rows.": "Suba un archivo con encabezado y filas.",
    "Cells are merged over several rows (from rows {rows}); only the first row of each holds the value.": (
        "Hay celdas combinadas sobre varias filas (desde las filas {rows}); solo la primera fila de cada una tiene el "
        "valor."
    ),
    "Split the merged cells in the spreadsheet and fill in every row.": (
        "Separe las celdas combinadas en la hoja de cálculo y complete cada fila."
    ),
    'The sheet "{sheet}" was read; the workbook also has {others}.': (
        'Se leyó la hoja "{sheet}"; el libro también tiene {others}.'
    ),
    "Choose another sheet if this is not the one.": "Elija otra hoja si no es esta.",
    "The file is not UTF-8 and was read as Windows-1252.": "El archivo no es UTF-8 y se leyó como Windows-1252.",
    "Check accented letters in the preview; saving as CSV UTF-8 avoids doubt.": (
        "Revise las letras con acento en la vista previa; guardarlo como CSV UTF-8 evita dudas."
    ),
    "The file has no header row.": "El archivo no tiene fila de encabezado.",
    "Add a row with the names of the columns.": "Añada una fila con los nombres de las columnas.",
    "The header was found in row {row}; {titles} rows above it were skipped.": (
        "El encabezado está en la fila {row}; se saltaron las {titles} filas anteriores."
    ),
    "Name the header row if this is not the one.": "Indique la fila de encabezado si no es esta.",
    "The file has {rows} rows, more than {most}.": "El archivo tiene {rows} filas, más de {most}.",
    "The file has {columns} columns, more than {most}.": "El archivo tiene {columns} columnas, más de {most}.",
    "The name of column {column} is longer than {most} characters.": (
        "El nombre de la columna {column} tiene más de {most} caracteres."
    ),
    "Shorten it, or name the row that holds the header.": ("Acórtelo, o indique la fila que contiene el encabezado."),
    "This is an old Excel file (.xls) or a workbook with a password.": (
        "Es un archivo antiguo de Excel (.xls) o un libro con contraseña."
    ),
    "Save it as .xlsx without a password, or as CSV UTF-8.": "Guárdelo como .xlsx sin contraseña, o como CSV UTF-8.",
    "This is a PDF file.": "Es un archivo PDF.",
    "Export the table as XLSX or CSV.": "Exporte la tabla como XLSX o CSV.",
    "This is a web page or XML, not a table, whatever its name says.": (
        "Es una página web o XML, no una tabla, diga lo que diga su nombre."
    ),
    "Open it in a spreadsheet program and save it as .xlsx or CSV UTF-8.": (
        "Ábralo en una hoja de cálculo y guárdelo como .xlsx o CSV UTF-8."
    ),
    "Save the file again as CSV UTF-8 (Excel: Save As, CSV UTF-8).": (
        "Guarde el archivo otra vez como CSV UTF-8 (Excel: Guardar como, CSV UTF-8)."
    ),
    "The file holds binary data.": "El archivo contiene datos binarios.",
    "Upload a CSV or XLSX file.": "Suba un archivo CSV o XLSX.",
    "The text is not {encoding}: byte {byte} cannot be read.": (
        "El texto no es {encoding}: el byte {byte} no se puede leer."
    ),
    "Open the file in your spreadsheet program and save it again as .xlsx, or save the sheet as CSV UTF-8.": (
        "Abra el archivo en su hoja de cálculo y guárdelo otra vez como .xlsx, o guarde la hoja como CSV UTF-8."
    ),
    "The cell shows an error instead of a value.": "La celda muestra un error en lugar de un valor.",
    "Correct the formula in the spreadsheet.": "Corrija la fórmula en la hoja de cálculo.",
    "The cell has a formula whose result was never calculated.": (
        "La celda tiene una fórmula cuyo resultado nunca se calculó."
    ),
    "Open the file in your spreadsheet program and save it again.": (
        "Abra el archivo en su hoja de cálculo y guárdelo otra vez."
    ),
    'The workbook has no sheet "{sheet}".': 'El libro no tiene la hoja "{sheet}".',
    "The workbook has no sheet with cells.": "El libro no tiene ninguna hoja con celdas.",
    "Choose one of: {sheets}.": "Elija una de estas: {sheets}.",
    "Reading took more than {seconds} s.": "La lectura tardó más de {seconds} s.",
    "The workbook cannot be read.": "El libro no se puede leer.",
    "The workbook holds text that cannot be read.": "El libro contiene texto que no se puede leer.",
    "Open the file in your spreadsheet program and save it again as .xlsx.": (
        "Abra el archivo en su hoja de cálculo y guárdelo otra vez como .xlsx."
    ),
    "The workbook is damaged.": "El libro está dañado.",
    "The workbook has {parts} parts, more than {most}.": "El libro tiene {parts} partes, más de {most}.",
    "The workbook holds a part twice.": "El libro contiene una parte dos veces.",
    "This archive is not an Excel workbook.": "Este archivo comprimido no es un libro de Excel.",
    "Upload one CSV or XLSX file, not a ZIP or ODS.": "Suba un archivo CSV o XLSX, no un ZIP ni un ODS.",
    "The workbook is encrypted.": "El libro está cifrado.",
    "Save it without a password.": "Guárdelo sin contraseña.",
    "The workbook unpacks to more than {most} MB.": "El libro, descomprimido, pesa más de {most} MB.",
    "Copy the table alone into a new workbook, or save it as CSV.": (
        "Copie solo la tabla a un libro nuevo, o guárdela como CSV."
    ),
    "The workbook holds another archive.": "El libro contiene otro archivo comprimido.",
    "A part of the workbook unpacks to more than {most} times its size.": (
        "Una parte del libro, descomprimida, es más de {most} veces mayor."
    ),
    "The workbook declares document types or entities.": "El libro declara tipos de documento o entidades.",
    "The workbook has a cell at {cell}; at most {rows} rows and {columns} columns are read.": (
        "El libro tiene una celda en {cell}; se leen como máximo {rows} filas y {columns} columnas."
    ),
    "Delete the empty rows and columns beyond the table, or copy the table into a new workbook.": (
        "Borre las filas y columnas vacías fuera de la tabla, o copie la tabla a un libro nuevo."
    ),
}
