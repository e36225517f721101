"""From another district's words to derived measures over this district's pupils."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.allocation.domain.borrowed.formula import LibraryFormula, Part, Rate
from services.allocation.domain.borrowed.vocabulary import WORDS, VocabularyMapping
from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.derived_measures import DerivedMeasure
from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from services.allocation.domain.expressions.units import DeclaredUnit
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS
from services.allocation.domain.prepare import Prepared

CHUNK = 1_500
"""An expression longer than this is cut into several, so that none reaches the language's limit."""

NOBODY = "0 * pupil"


@dataclass(frozen=True, slots=True)
class Translation:
    """A formula in the district's words.

    Attributes:
        measures: Derived measures, ready for a policy.
        parts: By part of the formula, the measure that holds its dollars.
        total: The measure that holds all of them.
        nobody: Groups of the formula for which the district counts nobody.
    """

    measures: tuple[DerivedMeasure, ...]
    parts: Mapping[str, str]
    total: str
    nobody: tuple[str, ...]


def translate(formula: LibraryFormula, mapping: VocabularyMapping, prepared: Prepared) -> Translation:
    """Write a formula as derived measures of this district.

    Raises:
        PolicyProblems: The mapping names what the district does not have, or leaves out what the formula needs.
    """
    problems = [*_problems(formula, mapping, prepared), *_measure_problems(formula, mapping, prepared)]
    if problems:
        raise PolicyProblems(problems)
    writer = _Writer(formula, mapping, prepared)
    for part in formula.parts:
        writer.part(part)
    parts = {part.part: writer.name(part.part) for part in formula.parts}
    total = writer.name("dollars")
    writer.add(total, " + ".join(parts.values()), "dollars", f"{formula.district}: {formula.title}")
    counted = {group.group for group in mapping.groups if group.needs}
    nobody = tuple(group.group for group in formula.groups if group.group not in counted)
    return Translation(tuple(writer.written.values()), parts, total, nobody)


class _Writer:
    """Writes each derived measure once, with what it rests on before it."""

    def __init__(self, formula: LibraryFormula, mapping: VocabularyMapping, prepared: Prepared) -> None:
        self.formula = formula
        self.prepared = prepared
        self.levels = {row.level: {band.band: band.share_bp for band in row.bands} for row in mapping.levels}
        self.needs = {row.group: {need.need_category: need.share_bp for need in row.needs} for row in mapping.groups}
        self.measures = {row.measure: row for row in mapping.measures}
        self.written: dict[str, DerivedMeasure] = {}
        self.bands = {band.band: band.name for band in formula.bands}
        self.groups = {group.group: group.name for group in formula.groups}
        self.own = {
            **{measure.measure: self._measure for measure in formula.measures},
            **{figure.figure: self._figure for figure in formula.figures},
            **{measure.name: self._derived for measure in formula.derived_measures},
            **{f"pupils_{band}": self._band for band in self.bands},
            **{f"pupils_{group}": self._group for group in self.groups},
            **{part.part: self._part for part in formula.parts},
        }
        words = "|".join(sorted(map(re.escape, self.own), key=len, reverse=True))
        self.word = re.compile(rf'(?<![\w"$.])(?:{words})(?![\w"(])')

    def name(self, word: str) -> str:
        """Return what a word is called in a policy."""
        return f"{self.formula.prefix}_{word}"

    def add(self, name: str, expression: str, unit: DeclaredUnit, label: str) -> str:
        """Write a derived measure."""
        self.written[name] = DerivedMeasure(name=name, expression=expression, unit=unit, label=label[:200])
        return name

    def part(self, part: Part) -> str:
        """Write the dollars of one part of the formula."""
        name = self.name(part.part)
        label = f"{self.formula.district}: {part.label}"
        if part.expression is not None:
            return self.add(name, self._ours(part.expression), "dollars", label)
        terms = [f"{self._count(rate)} * ({self._ours(rate.rate)})" for rate in part.rates]
        chunks: list[list[str]] = [[]]
        for term in terms:
            if sum(map(len, chunks[-1])) + len(term) > CHUNK:
                chunks.append([])
            chunks[-1].append(term)
        if len(chunks) == 1:
            return self.add(name, " + ".join(terms), "dollars", label)
        names = [
            self.add(f"{name}_{number}", " + ".join(chunk), "dollars", f"{label} ({number})")
            for number, chunk in enumerate(chunks, 1)
        ]
        return self.add(name, " + ".join(names), "dollars", label)

    def _ours(self, expression: str) -> str:
        return self.word.sub(lambda found: self._written(found[0]), expression)

    def _written(self, word: str) -> str:
        name = self.name(word)
        return name if name in self.written else self.own[word](word)

    def _measure(self, word: str) -> str:
        measure = next(measure for measure in self.formula.measures if measure.measure == word)
        given = self.measures[word]
        if given.named is None:
            text = plain_decimal(given.value) if given.value is not None else "0"
        else:
            text = given.named if given.named in WORDS else f'measure("{given.named}")'
        return self.add(self.name(word), text, measure.unit, f"{self.formula.district}: {measure.name}")

    def _figure(self, word: str) -> str:
        figure = next(figure for figure in self.formula.figures if figure.figure == word)
        text = self._ours(figure.expression)
        return self.add(self.name(word), text, figure.unit, f"{self.formula.district}: {figure.name}")

    def _derived(self, word: str) -> str:
        measure = next(measure for measure in self.formula.derived_measures if measure.name == word)
        text = self._ours(measure.expression)
        return self.add(self.name(word), text, measure.unit, f"{self.formula.district}: {measure.title}")

    def _part(self, word: str) -> str:
        return self.part(next(part for part in self.formula.parts if part.part == word))

    def _band(self, word: str) -> str:
        band = word.removeprefix("pupils_")
        label = f"{self.formula.district}: pupils in {self.bands[band]}"
        if ALL_PUPILS in self.prepared.whole_school_needs:
            # Some school's pupils have no level: then every school is divided as the district says for such schools.
            share = self.levels[ANY_LEVEL].get(band, 0)
            terms = [f"pupils{_percent(share)}"] if share else []
        else:
            terms = [
                f'count("{ALL_PUPILS}", "{level}"){_percent(bands[band])}'
                for level, bands in self.levels.items()
                if level in self.prepared.levels and level != ANY_LEVEL and bands.get(band)
            ]
        return self.add(self.name(word), " + ".join(terms) or NOBODY, "pupils", label)

    def _group(self, word: str) -> str:
        group = word.removeprefix("pupils_")
        terms = [f'count("{need}"){_percent(share)}' for need, share in self.needs.get(group, {}).items() if share]
        label = f"{self.formula.district}: {self.groups[group]}"
        return self.add(self.name(word), " + ".join(terms) or NOBODY, "pupils", label)

    def _group_in_band(self, group: str, band: str) -> str:
        name = self.name(f"{group}_in_{band}")
        if name in self.written:
            return name
        terms = []
        for need, share in self.needs.get(group, {}).items():
            if not share:
                continue
            if need in self.prepared.whole_school_needs or ALL_PUPILS in self.prepared.whole_school_needs:
                within = f"if(pupils > 0, {self._written(f'pupils_{band}')} / pupils, 0)"
                terms.append(f'count("{need}"){_percent(share)} * {within}')
                continue
            terms += [
                f'count("{need}", "{level}"){_percent(share)}{_percent(bands[band])}'
                for level, bands in self.levels.items()
                if level in self.prepared.levels and level != ANY_LEVEL and bands.get(band)
            ]
        label = f"{self.formula.district}: {self.groups[group]}, {self.bands[band]}"
        return self.add(name, " + ".join(terms) or NOBODY, "pupils", label)

    def _count(self, rate: Rate) -> str:
        if rate.group is not None and rate.band is not None:
            return self._group_in_band(rate.group, rate.band)
        if rate.group is not None:
            return self._written(f"pupils_{rate.group}")
        return "pupils" if rate.band is None else self._written(f"pupils_{rate.band}")


def _percent(share_bp: int) -> str:
    return "" if share_bp == BASIS_POINTS else f" * {share_bp // 100}.{share_bp % 100:02d}%"


def _problems(formula: LibraryFormula, mapping: VocabularyMapping, prepared: Prepared) -> Iterator[PolicyProblem]:
    bands, groups = {band.band for band in formula.bands}, {group.group for group in formula.groups}
    whole = ALL_PUPILS in prepared.whole_school_needs
    named = {row.level for row in mapping.levels}
    needed = [ANY_LEVEL] if whole else [level for level in prepared.levels if level != ANY_LEVEL]
    for level in needed:
        if level not in named:
            message = f"the mapping does not say which grade bands the level {level} has"
            yield PolicyProblem("/mapping/levels", "level_not_mapped", message, "Divide it into grade bands.")
    for index, row in enumerate(mapping.levels):
        for band in row.bands:
            if band.band not in bands:
                pointer = f"/mapping/levels/{index}/bands"
                message = f"{formula.title} has no grade band {band.band}"
                yield PolicyProblem(pointer, "unknown_band", message, f"Use one of: {', '.join(sorted(bands))}.")
    for index, group in enumerate(mapping.groups):
        pointer = f"/mapping/groups/{index}"
        if group.group not in groups:
            message = f"{formula.title} counts no group {group.group}"
            known = ", ".join(sorted(groups)) or "none"
            yield PolicyProblem(pointer, "unknown_group", message, f"Use one of: {known}.")
        for need in group.needs:
            if need.need_category not in prepared.need_categories:
                message = f"the district counts no need category {need.need_category}"
                known = ", ".join(prepared.need_categories)
                yield PolicyProblem(f"{pointer}/needs", "unknown_need_category", message, f"Use one of: {known}.")


def _measure_problems(
    formula: LibraryFormula, mapping: VocabularyMapping, prepared: Prepared
) -> Iterator[PolicyProblem]:
    given = {row.measure: row for row in mapping.measures}
    for measure in formula.measures:
        row = given.get(measure.measure)
        if row is None or (row.named is None and row.value is None):
            message = f"{formula.title} needs {measure.name}, and the district has no such measure"
            remedy = "Import it as a measure, or give a number that counts for every school."
            yield PolicyProblem("/mapping/measures", "measure_missing", message, remedy)
        elif row.named is not None and row.named not in {*WORDS, *prepared.measures}:
            known = ", ".join([*sorted(prepared.measures), *sorted(WORDS)])
            message = f"the district has no measure {row.named}"
            yield PolicyProblem("/mapping/measures", "unknown_measure", message, f"Use one of: {known}.")
