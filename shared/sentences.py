"""What the platform says, in the reader's language.

Code writes English: it is the source text, as in the pages. A catalog holds what each English sentence is in Spanish,
with its values in named places. Where an answer leaves for a reader of Spanish, the sentence is recognised by its words
and said again with the same values; so what was kept in English years ago (a report, the refusal of a job) is Spanish
for whoever reads Spanish now, and what is hashed and kept stays the same for all.

A place written ``{what:said}`` holds words of the catalog itself; any other holds a value, which is never translated.
"""

import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Final, Literal, get_args

Language = Literal["en", "es"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

reader_language: ContextVar[Language] = ContextVar("reader_language", default="en")
"""The language of whoever reads the answer to the present request."""

_SAID: Final = "said"
_BETWEEN: Final = re.compile(r"(?<=[.?!]) |; ")
_LONGEST: Final = 1_000
_KEPT: Final = 4_096


def language_of(accept_language: str) -> Language:
    """Return the language that an ``Accept-Language`` header prefers; English where it names neither.

    >>> language_of("es-US,es;q=0.9,en;q=0.8"), language_of("fr, en;q=0.5, es;q=0.7"), language_of("")
    ('es', 'es', 'en')
    """
    best: Language = "en"
    best_quality = 0.0
    for each in accept_language[:200].split(","):
        tag, _, parameter = each.strip().partition(";")
        found = next((language for language in LANGUAGES if tag.strip().lower().split("-")[0] == language), None)
        if found is not None and (quality := _quality(parameter)) > best_quality:
            best, best_quality = found, quality
    return best


def _quality(parameter: str) -> float:
    match = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", parameter)
    return float(match[1]) if match else (0.0 if parameter.strip() else 1.0)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of the catalog."""

    pattern: re.Pattern[str]
    longest: str  # of its own words without a gap: what does not hold them is another sentence
    letters: int  # of its own words: of two that fit, the one with more is meant
    said: frozenset[str]
    spanish: str


class Sentences:
    """A catalog of English sentences and what they are in Spanish."""

    def __init__(self, *catalogs: Mapping[str, str]) -> None:
        every = {english: spanish for catalog in catalogs for english, spanish in catalog.items()}
        self.spanish: Mapping[str, str] = every
        found = sorted((_sentence(*each) for each in every.items()), key=lambda one: -one.letters)
        self._whole = {english: spanish for english, spanish in every.items() if "{" not in english}
        self._with_values = [
            sentence for sentence in found if "{" in sentence.spanish or "{" in sentence.pattern.pattern
        ]
        self._kept = lru_cache(_KEPT)(self._in_spanish)

    def say(self, text: str, language: Language | None = None) -> str:
        """Return an English text in a language, the reader's if none is given; unknown words stay as they are."""
        if (language or reader_language.get()) == "en" or not text or len(text) > _LONGEST:
            return text
        return self._kept(text)

    def knows(self, text: str) -> bool:
        """Tell whether every sentence of a text has Spanish words."""
        return self._parts(text) is not None

    def _in_spanish(self, text: str) -> str:
        said = self._parts(text)
        return text if said is None else said

    def _parts(self, text: str) -> str | None:
        """Return a text of one or several sentences; None where one of them is unknown."""
        if (one := self._one(text, spanning=False)) is not None:
            return one
        for cut in _BETWEEN.finditer(text):
            first = self._one(text[: cut.start()], spanning=False)
            rest = None if first is None else self._parts(text[cut.end() :])
            if first is not None and rest is not None:
                return first + cut.group() + rest
        return self._one(text, spanning=True)

    def _one(self, text: str, *, spanning: bool) -> str | None:
        """Return one sentence; a value may span what looks like the end of a sentence ("St. Mary") where asked."""
        # A clause of the catalog may begin or end as a sentence where it is shown.
        for end in ("", ".") if text.endswith(".") else ("",):
            clause = text.removesuffix(end) if end else text
            for written in dict.fromkeys((clause, clause[:1].lower() + clause[1:])):
                said = self._whole.get(written) or next(self._fitting(written, spanning), None)
                if said is not None:
                    return (said if written == clause else said[:1].upper() + said[1:]) + end
        return None

    def _fitting(self, text: str, spanning: bool) -> Iterator[str]:
        for sentence in self._with_values:
            match = sentence.pattern.fullmatch(text) if sentence.longest in text else None
            if match is None:
                continue
            values = match.groupdict()
            if not spanning and any(_BETWEEN.search(value) for value in values.values()):
                continue
            said = {name: self._parts(values[name]) for name in sentence.said}
            if all(each is not None for each in said.values()):
                yield sentence.spanish.format_map(values | said)


def _sentence(english: str, spanish: str) -> _Sentence:
    pattern, words = "", []
    seen: set[str] = set()
    said: set[str] = set()
    for literal, name, kind, _ in Formatter().parse(english):
        pattern += re.escape(literal)
        words.append(literal)
        if name is None:
            continue
        if kind == _SAID:
            said.add(name)
        pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
        seen.add(name)
    # Places are said by name alone; how they are filled stands in the English sentence.
    return _Sentence(
        re.compile(pattern, re.DOTALL), max(words, key=len), sum(map(len, words)), frozenset(said), spanish
    )


def places(sentence: str) -> list[str]:
    """Return the names of a sentence's places, in order.

    >>> places("{source} needs {needed}; {source} has {limit:said}")
    ['limit', 'needed', 'source']
    """
    return sorted({name for _, name, _, _ in Formatter().parse(sentence) if name})
