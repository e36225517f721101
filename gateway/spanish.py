"""What the gateway refuses by itself."""

from typing import Final

from shared.sentences import Sentences
from shared.spanish import SENTENCES as SHARED

OWN: Final[dict[str, str]] = {
    "No answer in time": "No hubo respuesta a tiempo",
    "The answer was lost": "La respuesta se perdió",
    "The rest of the body did not come": "No llegó el resto del contenido",
    "The address cannot be read": "La dirección no se puede leer",
    "It may or may not have been carried out: try again with the same Idempotency-Key, or look.": (
        "Puede que se haya hecho o no: inténtelo de nuevo con el mismo Idempotency-Key, o compruébelo."
    ),
    "The part called {service} does not answer now. Nothing was changed; try again in a moment.": (
        "La parte llamada {service} no responde ahora. No se cambió nada; inténtelo de nuevo en un momento."
    ),
    "The part called {service} did not answer in time.": "La parte llamada {service} no respondió a tiempo.",
    "A body may have {most} bytes here. Send less.": "Aquí el contenido puede tener {most} bytes. Envíe menos.",
    "The rest of the body did not come in time. Send the request again.": (
        "El resto del contenido no llegó a tiempo. Envíe la solicitud otra vez."
    ),
    "The answer of the part called {service} was lost.": "La respuesta de la parte llamada {service} se perdió.",
    "Name or password is not right": "El nombre o la contraseña no son correctos",
    "This name and password do not open an account. Check both, or ask your district's office.": (
        "Este nombre y esta contraseña no abren ninguna cuenta. Revise ambos, o pregunte en la oficina de su distrito."
    ),
    "Not from this site": "No viene de este sitio",
    "The header X-CSRF-Token is missing or not this session's. Reload the page.": (
        "El encabezado X-CSRF-Token falta o no es de esta sesión. Cargue la página otra vez."
    ),
    "This address can only be read.": "Esta dirección solo se puede leer.",
    "The request cannot be read": "La solicitud no se puede leer",
    "These bytes are not a request of HTTP/1.1.": "Estos bytes no son una solicitud de HTTP/1.1.",
    "Too many headers": "Demasiados encabezados",
    "Address and headers may have {most} bytes together.": (
        "La dirección y los encabezados pueden tener {most} bytes en total."
    ),
    "Too many requests": "Demasiadas solicitudes",
    "Wait {seconds} seconds and try again.": "Espere {seconds} segundos e inténtelo de nuevo.",
    "Too many open pages": "Demasiadas páginas abiertas",
    "A session may hold {most} streams. Close a page.": (
        "Una sesión puede tener {most} conexiones abiertas. Cierre una página."
    ),
    "The request was made by another site.": "Otro sitio hizo la solicitud.",
    "The request comes from a page of another site.": "La solicitud viene de una página de otro sitio.",
    "This installation has no demonstration accounts.": "Esta instalación no tiene cuentas de demostración.",
}

SENTENCES: Final = Sentences(SHARED, OWN)
