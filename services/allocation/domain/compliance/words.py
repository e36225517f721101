"""The words of compliance in English and Spanish, by key."""

from services.allocation.domain.compliance.words_checks import CHECK_WORDS
from services.allocation.domain.compliance.words_title_one import TITLE_ONE_WORDS
from services.allocation.domain.phrases import Language, in_language

WORDS: dict[str, tuple[str, str]] = TITLE_ONE_WORDS | CHECK_WORDS


def words(key: str, language: Language, otherwise: str | None = None) -> str:
    """Return the words of a key; ``otherwise`` where the key is a name that a district gave.

    Raises:
        KeyError: There are no such words and nothing stands in for them.
    """
    if otherwise is not None and key not in WORDS:
        return otherwise
    return in_language(WORDS[key], language)
