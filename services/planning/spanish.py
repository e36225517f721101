"""What planning refuses."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "No published budget yet": "Aún no hay un presupuesto publicado",
    (
        "No budget of fiscal year {year} has been published for school {school}. It appears here by itself once the "
        "district publishes its allocation."
    ): (
        "Aún no se ha publicado el presupuesto del año fiscal {year} de la escuela {school}. Aparecerá aquí por "
        "sí solo cuando el distrito publique su asignación."
    ),
}
