"""Notes that are written by the program itself when somebody makes, restores or changes a scenario."""

from typing import Final

# Apart from the other sentences: what a person wrote in a note is never taken for one of them.
SENTENCES: Final[dict[str, str]] = {
    "created": "creado",
    "copy of {name}, version {version}": "copia de {name}, versión {version}",
    "begun from the revenue sources": "iniciado a partir de las fuentes de ingresos",
    "version {version} restored": "versión {version} restaurada",
    "Average salaries of staff version {version}: {job_classes}.": (
        "Salarios promedio de la versión {version} del personal: {job_classes}."
    ),
    "Title I, rank and serve.": "Título I: orden y atención.",
    # Sent by the pages, which write in English what everybody reads later.
    "Hold harmless": "Protección contra pérdidas",
    "Levels, needs and groups": "Niveles, necesidades y grupos",
    "Calculated from the newest counts": "Calculado desde los conteos más recientes",
    "Calculated from version {version} of the counts": "Calculado desde la versión {version} de los conteos",
    "Calculated from the newest revenue sources": "Calculado desde las fuentes de ingresos más recientes",
    "Calculated from version {version} of the revenue sources": (
        "Calculado desde la versión {version} de las fuentes de ingresos"
    ),
    "Recount of revision {revision} with version {version} of the counts": (
        "Recuento de la revisión {revision} con la versión {version} de los conteos"
    ),
}
