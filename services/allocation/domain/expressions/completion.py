"""What may be typed next: names, functions and signs that fit where the cursor stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from services.allocation.domain.expressions.check import Vocabulary
from services.allocation.domain.expressions.functions import FUNCTIONS, WORDS

Kind = Literal[
    "word", "measure", "derived_measure", "need_category", "level", "source", "flag", "school_type", "function"
]
MOST = 60
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_TOKEN = re.compile(r'"[^"\n]*"|[A-Za-z_][A-Za-z0-9_]*|[(),]|[^\s]')
_BEGUN = re.compile(r'"[^"\n]*$|[A-Za-z_][A-Za-z0-9_]*$')


@dataclass(frozen=True, slots=True)
class Words:
    """The names of a district beside those that an expression may name as figures."""

    flags: tuple[str, ...] = ()
    school_types: tuple[str, ...] = ()
    titles: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on.

    Attributes:
        text: The name as lists show it.
        insert: What replaces the begun word; for a function with its bracket.
        detail: A function's signature, or the title of a derived measure.
    """

    text: str
    kind: Kind
    insert: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stands.

    Attributes:
        start: Where the begun word starts, counted from 0; it ends at the cursor.
        begun: The word as far as it is typed, without a quotation mark.
        function: The innermost function whose bracket is open; empty outside.
        argument: Which of its arguments the cursor is in, from 0.
    """

    start: int
    begun: str
    function: str
    argument: int


def place_of(text: str, cursor: int) -> Place:
    """Return where a cursor (characters from 0) stands in a text that may be unfinished."""
    before = text[: max(0, min(cursor, len(text)))]
    match = _BEGUN.search(before)
    # An even number of quotation marks before it: the mark that begins the word opens a name.
    if match and match.group().startswith('"') and before[: match.start()].count('"') % 2:
        match = None
    start = match.start() if match else len(before)
    open_calls: list[tuple[str, int]] = []
    last = ""
    for token in _TOKEN.findall(before[:start]):
        if token == "(":  # noqa: S105  a bracket, no password
            open_calls.append((last if _PLAIN.fullmatch(last) and last in FUNCTIONS else "", 0))
        elif token == ")" and open_calls:  # noqa: S105
            open_calls.pop()
        elif token == "," and open_calls:  # noqa: S105
            open_calls[-1] = (open_calls[-1][0], open_calls[-1][1] + 1)
        last = token
    function, argument = open_calls[-1] if open_calls else ("", 0)
    return Place(start, before[start:].lstrip('"'), function, argument)


def completions(vocabulary: Vocabulary, words: Words, place: Place) -> list[Completion]:
    """Return what fits at a place, best first: names that begin with what is typed before those that contain it."""
    begun = place.begun.lower()
    found = [
        ((not each.text.lower().startswith(begun), position), each)
        for position, each in enumerate(_candidates(vocabulary, words, place))
        if begun in each.text.lower() or begun in each.detail.lower()
    ]
    return [each for _, each in sorted(found, key=lambda pair: pair[0])][:MOST]


def _candidates(vocabulary: Vocabulary, words: Words, place: Place) -> Iterator[Completion]:
    titles = words.titles or {}
    match place.function:
        case "count" if place.argument == 1:
            yield from _names(vocabulary.levels, "level", titles)
        case "count" | "share":
            yield from _names(vocabulary.need_categories, "need_category", titles)
        case "level":
            yield from _names(vocabulary.levels, "level", titles)
        case "flag":
            yield from _names(words.flags, "flag", titles)
        case "school_type":
            yield from _names(words.school_types, "school_type", titles)
        case "source_amount":
            yield from _names(vocabulary.source_ids, "source", titles)
        case "measure" | "has":
            yield from _names(vocabulary.derived, "derived_measure", titles)
            yield from _names(sorted(vocabulary.measures), "measure", titles)
        case _:
            yield from _figures(vocabulary, titles)


def _figures(vocabulary: Vocabulary, titles: Mapping[str, str]) -> Iterator[Completion]:
    for word, meaning in WORDS.items():
        yield Completion(word, "word", word, meaning)
    yield from _names(vocabulary.derived, "derived_measure", titles)
    for measure in sorted(vocabulary.measures):
        # A name with other signs than letters, digits and _ can only be written in quotes.
        written = measure if _PLAIN.fullmatch(measure) else f'measure("{measure}")'
        yield Completion(measure, "measure", written, titles.get(measure, ""))
    for need in vocabulary.need_categories:
        yield Completion(need, "need_category", f"count({_written(need)})", titles.get(need, ""))
    for name, function in FUNCTIONS.items():
        yield Completion(name, "function", f"{name}(", function.signature)


def _names(names: Iterable[str], kind: Kind, titles: Mapping[str, str]) -> Iterator[Completion]:
    for name in names:
        yield Completion(name, kind, _written(name), titles.get(name, ""))


def _written(name: str) -> str:
    return name if _PLAIN.fullmatch(name) and name not in {"and", "or", "not"} else f'"{name}"'
