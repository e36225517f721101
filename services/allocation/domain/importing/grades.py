"""Grades and levels as districts write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.allocation.domain.importing.vocabulary import LevelDefinition
from services.allocation.domain.importing.words import normal

GRADES = ("EE", "PK", "TK", "K", *(str(grade) for grade in range(1, 13)))
_ORDER = {grade: index for index, grade in enumerate(GRADES)}
_NAMES = {
    **{grade.casefold(): grade for grade in GRADES},
    **{f"{grade:02d}": str(grade) for grade in range(1, 10)},
    **{f"{grade}{'st' if grade == 1 else 'nd' if grade == 2 else 'rd' if grade == 3 else 'th'}": str(grade)
       for grade in range(1, 13)},
    "p": "PK", "pre k": "PK", "prek": "PK", "prekindergarten": "PK", "pre kindergarten": "PK", "preschool": "PK",
    "p3": "PK", "p4": "PK", "pk3": "PK", "pk4": "PK", "preescolar": "PK", "early education": "EE",
    "kn": "K", "kg": "K", "kf": "K", "kinder": "K", "kindergarten": "K", "0": "K", "00": "K",
    "transitional kindergarten": "TK", "kindergarten transicional": "TK",
}  # fmt: skip
_SPAN = re.compile(r"(?:grades? |grados? |gr )?([a-z]{0,2}[0-9]{0,2}(?:st|nd|rd|th)?) (?:(?:to|a|thru|through) )?(.+)")

# Tried in this order: "Junior High" is a middle school, and "Intermediate/Middle" is not elementary.
_LEVEL_WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("middle", frozenset({"middle", "ms", "m", "junior", "jr", "intermediate", "intermedia", "jhs", "mid"})),
    ("elementary", frozenset({"elementary", "elem", "es", "el", "e", "primary", "primaria", "elemental", "e s"})),
    ("high", frozenset({"high", "hs", "h", "secondary", "secundaria", "preparatoria", "bachillerato", "shs", "sr"})),
)


def grade_of(text: str) -> str | None:
    """Return the grade that a text names, or None.

    >>> grade_of("Kindergarten"), grade_of("07"), grade_of("Grade 3"), grade_of("N/A")
    ('K', '7', '3', None)
    """
    name = re.sub(r"^(?:grade|grado|gr) | (?:grade|grado)$", "", normal(text))
    return _NAMES.get(name)


def grades_between(low: str, high: str) -> tuple[str, ...]:
    """Return the grades of a span, both ends included; empty when the ends are turned round."""
    return GRADES[_ORDER[low] : _ORDER[high] + 1]


def span_of(text: str) -> tuple[str, str] | None:
    """Return the ends of a span such as "K-8" or "Grades 6 to 12", or of a single grade.

    >>> span_of("K-8"), span_of("PK - 5"), span_of("K-12 Schools (Public)"), span_of("High")
    (('K', '8'), ('PK', '5'), ('K', '12'), None)
    """
    single = grade_of(text)
    if single is not None:
        return single, single
    match = _SPAN.fullmatch(normal(text))
    if match is None:
        return None
    low = _NAMES.get(match[1])
    high = _NAMES.get(match[2]) or _NAMES.get(match[2].split(" ")[0])
    if low is None or high is None or _ORDER[low] > _ORDER[high]:
        return None
    return low, high


def level_kind(text: str) -> str | None:
    """Return elementary, middle or high where the words of a text say so."""
    found = normal(text)
    parts = frozenset(found.split()) | {found}
    return next((kind for kind, names in _LEVEL_WORDS if parts & names), None)


@dataclass(slots=True)
class LevelReader:
    """Finds the district's levels in texts and grade spans. Weights are grades: {"elementary": 6, "middle": 3}."""

    levels: tuple[LevelDefinition, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    _by_grade: dict[str, str] = field(init=False)
    _by_name: dict[str, str] = field(init=False)
    _by_kind: dict[str, str] = field(init=False)
    _own: dict[str, tuple[str, ...]] = field(init=False)
    _cache: dict[str, dict[str, int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_grade = {}
        for level in self.levels:
            for grade in level.grades:
                self._by_grade.setdefault(grade_of(grade) or grade, level.level)
        # Grades below the first level's own, such as early education, belong to the level of kindergarten.
        first = self._by_grade.get("K") or (self.levels[0].level if self.levels else "")
        for grade in ("EE", "PK", "TK"):
            self._by_grade.setdefault(grade, first)
        self._by_name = {normal(level.name): level.level for level in self.levels}
        self._by_name |= {normal(level.level): level.level for level in self.levels}
        self._by_kind = {}
        for level in self.levels:
            kind = level_kind(level.level) or level_kind(level.name)
            if kind is not None:
                self._by_kind.setdefault(kind, level.level)
        self._own = {normal(text): tuple(split_levels(level)) for text, level in self.values.items()}

    def of_grades(self, low: str, high: str) -> dict[str, int]:
        """Return the levels of a grade span; empty when a grade is unknown or the span is turned round."""
        first, last = grade_of(low), grade_of(high)
        if first is None or last is None:
            return {}
        weights: dict[str, int] = {}
        for grade in grades_between(first, last):
            level = self._by_grade.get(grade)
            if level:
                weights[level] = weights.get(level, 0) + 1
        return weights

    def of_text(self, text: str) -> dict[str, int]:
        """Return the levels that a cell names: by the mapping's values, the district's names, a span or known words."""
        known = self._cache.get(text)
        if known is None:
            known = self._cache[text] = self._read(text)
        return known

    def of_level_words(self, text: str) -> str | None:
        """Return the level that words name as such: no grade and no span."""
        name = normal(text)
        if name in self._by_name:
            return self._by_name[name]
        kind = next((kind for kind, names in _LEVEL_WORDS if name in names), None)
        return self._by_kind.get(kind) if kind is not None else None

    def of_grade(self, grade: str) -> str | None:
        """Return the level of one grade."""
        return self._by_grade.get(grade) or None

    def _read(self, text: str) -> dict[str, int]:
        name = normal(text)
        if name in self._own:
            return dict.fromkeys(self._own[name], 1)
        if name in self._by_name:
            return {self._by_name[name]: 1}
        span = span_of(text)
        if span is not None:
            return self.of_grades(*span)
        kind = level_kind(text)
        if kind is not None and kind in self._by_kind:
            return {self._by_kind[kind]: 1}
        return {}


def split_levels(text: str) -> list[str]:
    """Split the canonical "elementary|middle"."""
    return [part.strip() for part in text.split("|") if part.strip()]
