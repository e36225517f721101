"""Which known school a row means: by its id, by an id that lost its leading zeros, or by its name."""

from dataclasses import dataclass, field

from services.allocation.domain.importing.faults import FaultLog
from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.identifiers import is_identifier
from services.allocation.domain.importing.mapping import IdPart
from services.allocation.domain.importing.numbers import NumberFault, parse_number
from services.allocation.domain.importing.vocabulary import CheckContext, KnownSchool
from services.allocation.domain.importing.words import normal


@dataclass(slots=True)
class SchoolLookup:
    """The known schools, reached by id, by id without leading zeros and by name."""

    context: CheckContext
    by_id: dict[str, KnownSchool] = field(init=False, default_factory=dict)
    _by_stripped: dict[str, list[str]] = field(init=False, default_factory=dict)
    _by_name: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for school in self.context.vocabulary.schools or ():
            self.by_id[school.school_id] = school
            self._by_stripped.setdefault(school.school_id.lstrip("0"), []).append(school.school_id)
            self._by_name.setdefault(normal(school.name), []).append(school.school_id)

    @property
    def known(self) -> bool:
        """Say whether the district's schools are known at all."""
        return self.context.vocabulary.schools is not None

    def padded(self, text: str) -> list[str]:
        """Return the known ids that a text becomes when zeros are put back on its left."""
        if not text.isascii() or not text.isdigit():
            return []
        return [known for known in self._by_stripped.get(text.lstrip("0"), ()) if len(known) > len(text)]

    def named(self, name: str) -> list[str]:
        """Return the ids of the known schools of this name."""
        return self._by_name.get(normal(name), [])

    def find(self, log: FaultLog, row: int, id_cell: tuple[str, str] | None, name_cell: tuple[str, str] | None) -> str:
        """Return the school id of a row, or "" after listing why there is none. Cells are (header, text)."""
        if id_cell is not None:
            school_id = self._by_id_text(log, row, *id_cell)
        elif name_cell is not None:
            school_id = self._by_name_text(log, row, *name_cell)
        else:
            return ""
        if school_id and self.known:
            header, text = id_cell or name_cell or ("", "")
            school = self.by_id[school_id]
            self._refuse_closed(log, row, header, text, school)
            if id_cell is not None and name_cell is not None and name_cell[1]:
                _compare_names(log, row, name_cell, school)
        return school_id

    def _by_id_text(self, log: FaultLog, row: int, header: str, text: str) -> str:
        if not text:
            log.error(row, header, text, "missing_value", "The school is missing.", "Fill in the school's id.")
            return ""
        if text in self.by_id:
            return text
        number = parse_number(text)
        # A spreadsheet writes 6.11E+13; "0E0" without a sign may well be a school's code.
        if isinstance(number, NumberFault) and number.code == "shortened_number" and not is_identifier(text):
            log.error(row, header, text, number.code, "The spreadsheet shortened this id.", number.remedy)
            return ""
        if not self.known:
            if is_identifier(text):
                return text
            log.error(
                row, header, text, "bad_identifier", "This cannot be a school id.",
                "Use letters, digits, blanks and . _ @ - only, at most 64, starting with a letter or digit.",
            )  # fmt: skip
            return ""
        candidates = self.padded(text)
        if len(candidates) == 1:
            log.warning(
                row, header, text, "leading_zeros_restored",
                f"Read as {candidates[0]}: the leading zeros were missing.",
                "Nothing to do if this is the school meant. Format the column as text to keep zeros.",
            )  # fmt: skip
            return candidates[0]
        if candidates:
            log.error(
                row, header, text, "ambiguous_school", f"Without leading zeros this may be {' or '.join(candidates)}.",
                "Write the whole id, with its zeros, in a text column.",
            )  # fmt: skip
            return ""
        log.error(
            row, header, text, "unknown_school", "No school of the district has this id.",
            "Correct the id, import the school first, or filter out rows that are not schools (such as totals).",
        )  # fmt: skip
        return ""

    def _by_name_text(self, log: FaultLog, row: int, header: str, text: str) -> str:
        if not text:
            log.error(row, header, text, "missing_value", "The school is missing.", "Fill in the school's name.")
            return ""
        if not self.known:
            if is_identifier(text):
                return text.replace("/", "-")
            log.error(
                row, header, text, "bad_identifier", "This name cannot serve as a school id.",
                "Import the schools first, so that names can be looked up, or add a column with school ids.",
            )  # fmt: skip
            return ""
        found = self.named(text) or ([text] if text in self.by_id else [])
        if len(found) == 1:
            return found[0]
        if found:
            log.error(
                row, header, text, "ambiguous_school", f"Several schools have this name: {', '.join(sorted(found))}.",
                "Add a column with school ids.",
            )  # fmt: skip
        else:
            log.error(
                row, header, text, "unknown_school", "No school of the district has this name.",
                "Write the name as in the list of schools, or add a column with school ids; filter out total rows.",
            )  # fmt: skip
        return ""

    def _refuse_closed(self, log: FaultLog, row: int, header: str, text: str, school: KnownSchool) -> None:
        starts_on, ends_on = self.context.year_starts_on, self.context.year_ends_on
        if school.closed_on is not None and starts_on is not None and school.closed_on <= starts_on:
            log.error(
                row, header, text, "closed_school", f"{school.name} closed on {school.closed_on.isoformat()}.",
                "Leave the row out, or correct the school's closing date.",
            )  # fmt: skip
        elif school.opened_on is not None and ends_on is not None and school.opened_on > ends_on:
            log.error(
                row, header, text, "unopened_school", f"{school.name} opens on {school.opened_on.isoformat()}.",
                "Leave the row out, or correct the school's opening date.",
            )  # fmt: skip


def _compare_names(log: FaultLog, row: int, name_cell: tuple[str, str], school: KnownSchool) -> None:
    if normal(name_cell[1]) != normal(school.name):
        log.warning(
            row, name_cell[0], name_cell[1], "name_differs",
            f'The list of schools calls {school.school_id} "{school.name}".',
            "Nothing to do if it is the same school; else correct the id.",
        )  # fmt: skip


def school_ids(grid: Grid, context: CheckContext, name_field: str = "school_name") -> list[str]:
    """Return the school id of every row, "" where it could not be found (the reason is then listed)."""
    lookup = SchoolLookup(context)
    header, texts = id_texts(grid)
    names = grid.field_texts(name_field)
    name_header = grid.field_header(name_field)
    found: list[str] = []
    for index, row in enumerate(grid.row_numbers):
        id_cell = None if texts is None else (header, texts[index])
        name_cell = None if names is None else (name_header, names[index])
        found.append(lookup.find(grid.log, row, id_cell, name_cell))
    return found


def id_texts(grid: Grid) -> tuple[str, list[str] | None]:
    """Return the header and the texts of the school ids, composed from parts where the mapping says so.

    A school's id is part of web addresses, where a slash separates: "01/010" is read as "01-010", in every file alike.
    """
    header, texts = _written_ids(grid)
    if texts is None or not any("/" in text for text in texts):
        return header, texts
    example = next(text for text in texts if "/" in text)
    grid.log.warning(
        None, header, example, "slash_in_school_id",
        f'A slash in a school id is read as a hyphen: "{example}" becomes "{example.replace("/", "-")}".',
        "Nothing to do: the ids of all files are read in the same way.",
    )  # fmt: skip
    return header, [text.replace("/", "-") for text in texts]


def _written_ids(grid: Grid) -> tuple[str, list[str] | None]:
    parts = [part for part in grid.mapping.id_parts if grid.has(part.header)]
    if parts and len(parts) == len(grid.mapping.id_parts):
        header = " + ".join(part.header for part in parts)
        columns = [grid.texts(part.header) for part in parts]
        return header, [
            _compose(parts, [column[index] for column in columns]) for index in range(len(grid.row_numbers))
        ]
    return grid.field_header("school_id"), grid.field_texts("school_id")


def _compose(parts: list[IdPart], texts: list[str]) -> str:
    """Join the parts; a missing part leaves no id rather than a shorter one."""
    if not all(texts):
        return ""
    return "".join(
        text.zfill(part.width) if part.width and text.isascii() and text.isdigit() else text
        for part, text in zip(parts, texts, strict=True)
    )
