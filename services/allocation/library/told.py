"""The library's formulas in the language of their reader; a policy made of one keeps its own words."""

import re
from collections.abc import Callable
from typing import Final

from services.allocation.domain.borrowed.formula import LibraryFormula
from services.allocation.spanish.catalog import LIBRARY
from shared.sentences import Language

_WORDS: Final = re.compile(r"[A-Za-z]{2}")
"""What is more than figures and their signs: "K-3" and "0.57 x 11,975" need no words."""


def told(formula: LibraryFormula, language: Language) -> LibraryFormula:
    """Return a formula with its names and texts in a language; what publications are called stays as it is printed."""
    return formula if language == "en" else _in_words(formula, lambda text: LIBRARY.say(text, language))


def texts_of(formula: LibraryFormula) -> list[str]:
    """Return every text of a formula that a reader is told in his or her language."""
    seen: list[str] = []

    def noted(text: str) -> str:
        seen.append(text)
        return text

    _in_words(formula, noted)
    return [text for text in seen if _WORDS.search(text)]


def _in_words(formula: LibraryFormula, say: Callable[[str], str]) -> LibraryFormula:
    return formula.model_copy(
        update={
            "district": say(formula.district),
            "title": say(formula.title),
            "summary": say(formula.summary),
            "since_then": say(formula.since_then),
            "simplified": tuple(map(say, formula.simplified)),
            "bands": tuple(band.model_copy(update={"name": say(band.name)}) for band in formula.bands),
            "groups": tuple(
                group.model_copy(update={"name": say(group.name), "meaning": say(group.meaning)})
                for group in formula.groups
            ),
            "measures": tuple(
                measure.model_copy(update={"name": say(measure.name), "meaning": say(measure.meaning)})
                for measure in formula.measures
            ),
            "figures": tuple(figure.model_copy(update={"name": say(figure.name)}) for figure in formula.figures),
            "derived_measures": tuple(
                measure.model_copy(update={"label": say(measure.label)}) for measure in formula.derived_measures
            ),
            "parts": tuple(part.model_copy(update={"label": say(part.label)}) for part in formula.parts),
            "worked": tuple(
                example.model_copy(update={"what": say(example.what), "printed": say(example.printed)})
                for example in formula.worked
            ),
        }
    )
