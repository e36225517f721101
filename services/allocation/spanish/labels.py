"""Labels that the program gives to what a person may call otherwise later.

Part of a policy, they are written in the language of whoever makes it, as a label typed there would be.
"""

from typing import Final

# Apart from the other sentences: what a person wrote is never taken for one of them.
SENTENCES: Final[dict[str, str]] = {
    "All pupils": "Todo el alumnado",
    "Recount": "Recuento",
    "revision {revision} of {date}": "revisión {revision} del {date}",
    "Higher of versions {versions}": "El mayor de las versiones {versions}",
}
