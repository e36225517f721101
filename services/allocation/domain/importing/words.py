"""Words of headers and cells, made comparable."""

import re
import unicodedata
from functools import lru_cache

_SEPARATORS = re.compile(r"[^0-9a-z%#$]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    r"""Return lower-case words without accents or punctuation, one blank between them.

    >>> normal("Número de\n Alumnos_(EL)"), normal("SchoolName"), normal("% FRPM")
    ('numero de alumnos el', 'school name', '% frpm')
    """
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text[:300]))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SEPARATORS.sub(" ", plain.casefold()).strip()


def words(text: str) -> frozenset[str]:
    """Return the set of normalised words."""
    return frozenset(normal(text).split())


def slug(text: str) -> str:
    """Make an identifier of a name.

    >>> slug("Louisa Boren (STEM)")
    'louisa-boren-stem'
    """
    return re.sub(r"[^0-9a-z]+", "-", normal(text)).strip("-")[:64].strip("-")
