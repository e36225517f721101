"""Columns that each hold one need category, level, source, measure or flag."""

from collections.abc import Sequence

from services.allocation.domain.importing.column_profile import ColumnProfile, Profiler
from services.allocation.domain.importing.grades import LevelReader, grade_of
from services.allocation.domain.importing.identifiers import is_identifier
from services.allocation.domain.importing.kinds import ImportKind
from services.allocation.domain.importing.mapping import SumCheck
from services.allocation.domain.importing.need_words import NeedReader
from services.allocation.domain.importing.synonyms import COUNT_WORDS, MONEY_WORDS, RATE_WORDS, TOTAL_WORDS
from services.allocation.domain.importing.vocabulary import Vocabulary
from services.allocation.domain.importing.words import normal, slug
from services.allocation.domain.limits import ALL_PUPILS

Choices = dict[int, tuple[str, int, str]]

_FEW_LARGE = 0.05  # one school in twenty may be very large


def wide_choices(
    kind: ImportKind,
    header: Sequence[str],
    profiles: Sequence[ColumnProfile],
    taken: set[int],
    vocabulary: Vocabulary,
    profiler: Profiler,
    is_long: bool,
) -> tuple[Choices, tuple[SumCheck, ...]]:
    """Propose (field, confidence, reason) for columns of a wide table, and the checks their totals allow.

    ``taken`` are the columns already given to a field. A long table has no wide columns.
    """
    if is_long:
        return {}, ()
    if kind == "schools":
        return _flags(header, profiles, taken), ()
    free = [index for index, profile in enumerate(profiles) if profile.is_number]
    if kind == "counts":
        # "Enrollment" may have been taken for the long field pupil_count; here it is a category like the others.
        # And a column where many schools have thousands holds dollars, whatever its header reminds of.
        small = [index for index in free if profiles[index].large <= _FEW_LARGE]
        return _counts(
            header,
            [index for index in small if index not in taken or _is_count_name(header[index], profiler)],
            vocabulary,
            profiler,
        )
    if kind in {"current_budgets", "school_grants"}:
        return _amounts(header, free, profiles, taken, profiler)
    if kind == "measures":
        return {
            index: (f"measure:{slug(header[index])}", 5_000, "a column of numbers; the measure is named by its header")
            for index in free
            if index not in taken and is_identifier(slug(header[index]))
        }, ()
    return {}, ()


def _is_count_name(name: str, profiler: Profiler) -> bool:
    return profiler.needs.of_header(name)[0] is not None


def _is_rate(name: str) -> bool:
    return bool(set(normal(name).split()) & RATE_WORDS) or "%" in name


def _flags(header: Sequence[str], profiles: Sequence[ColumnProfile], taken: set[int]) -> Choices:
    # Zeros and ones may be counts as well, so only words make a flag.
    return {
        index: (f"flag:{slug(header[index])}", 6_000, "its cells are yes and no")
        for index, profile in enumerate(profiles)
        if index not in taken and profile.yes_no >= 0.95 and profile.number < 0.5 and is_identifier(slug(header[index]))
    }


def _counts(
    header: Sequence[str], free: Sequence[int], vocabulary: Vocabulary, profiler: Profiler
) -> tuple[Choices, tuple[SumCheck, ...]]:
    by_level: Choices = {}
    by_category: dict[str, list[tuple[int, int]]] = {}
    for index in free:
        if _is_rate(header[index]) or _is_money(header[index]):
            continue
        placed = _category_at_level(header[index], profiler.levels, profiler.needs)
        if placed is not None:
            category, level, reason = placed
            by_level[index] = (f"count:{category}@{level}", 8_500, reason)
            continue
        found, sure = profiler.needs.of_header(header[index])
        if found is not None:
            by_category.setdefault(found, []).append((-sure, index))
    choices = dict(by_level)
    checks: tuple[SumCheck, ...] = ()
    with_level = {field.split(":", 1)[1].rsplit("@", 1)[0] for field, _, _ in by_level.values()}
    for category, ranked in by_category.items():
        ranked.sort()
        best = ranked[0][1]
        if category in with_level:
            parts = tuple(header[i] for i, (field, _, _) in by_level.items() if field.startswith(f"count:{category}@"))
            checks += (SumCheck(total=header[best], parts=parts),)
            choices[best] = ("ignore", 8_000, f"the total of the {category} columns by level: a check uses it")
        else:
            choices[best] = (f"count:{category}", -ranked[0][0], f"the header is a name for {category}")
        for _, index in ranked[1:]:
            choices[index] = ("ignore", 6_000, f'"{header[best]}" already gives {category}; choose one of the two')
    return choices, checks


def _is_money(name: str) -> bool:
    return bool(set(normal(name).split()) & MONEY_WORDS)


def _names_source(name: str, profiler: Profiler) -> bool:
    if not profiler.sources.known or set(normal(name).split()) & COUNT_WORDS:
        return False
    return profiler.sources.of_header(name)[0] is not None


def _category_at_level(name: str, levels: LevelReader, needs: NeedReader) -> tuple[str, str, str] | None:
    """Read headers such as "Grade 3", "EL Middle" or "High School Enrollment"."""
    plain = normal(name)
    if plain.startswith(("grade ", "gr ", "grado ")) or plain.endswith((" grade", " grado")):
        grade = grade_of(plain)
        level = levels.of_grade(grade) if grade else None
        everyone = needs.of_header(ALL_PUPILS)[0]
        if level is not None and everyone is not None:
            return everyone, level, f"pupils of grade {grade}, which belongs to {level}"
    parts = plain.split()
    for size in (2, 1):
        for start in range(len(parts) - size + 1):
            words = parts[start : start + size]
            found = levels.of_level_words(" ".join(words))
            rest = [
                word for word in parts[:start] + parts[start + size :] if word not in {"school", "schools", "level"}
            ]
            if found is None or (len(words[0]) < 3 and size == 1):
                continue
            category, sure = needs.of_header(" ".join(rest)) if rest else needs.of_header(ALL_PUPILS)
            if category is None and all(word in COUNT_WORDS for word in rest):
                category, sure = needs.of_header(ALL_PUPILS)
            if category is not None and sure >= 9_000:
                return category, found, f"{category} at {found}, both named in the header"
    return None


def _amounts(
    header: Sequence[str],
    free: Sequence[int],
    profiles: Sequence[ColumnProfile],
    taken: set[int],
    profiler: Profiler,
) -> tuple[Choices, tuple[SumCheck, ...]]:
    named_money = [
        index
        for index in free
        if not _is_rate(header[index]) and (_is_money(header[index]) or _names_source(header[index], profiler))
    ]
    # Where some headers say that they are money, the others are something else (enrollment beside budgets).
    candidates = named_money or [
        index
        for index in free
        if (profiles[index].large > 0.3 or profiles[index].dollar_sign > 0.3)
        and not _is_rate(header[index])
        and not set(normal(header[index]).split()) & COUNT_WORDS
    ]
    totals = [index for index in candidates if set(normal(header[index]).split()) & TOTAL_WORDS]
    parts = [index for index in candidates if index not in totals and index not in taken]
    choices: Choices = {}
    for index in parts:
        source, sure, reason = profiler.sources.of_header(header[index])
        if source is not None:
            choices[index] = (f"amount:{source}", sure, reason)
        else:
            choices[index] = ("ignore", 4_000, f"looks like money, but {reason}")
    chosen = [index for index, (field, _, _) in choices.items() if field != "ignore"]
    if len(chosen) < (1 if profiler.sources.known else 2):
        # One figure per school is the school's total budget, a long table without sources.
        return {}, ()
    checks: tuple[SumCheck, ...] = ()
    if len(totals) == 1 and len(chosen) == len(parts):
        total = totals[0]
        checks = (SumCheck(total=header[total], parts=tuple(header[index] for index in parts)),)
        choices[total] = ("ignore", 8_000, "the total of the other amounts: a check compares it on every row")
    return choices, checks
