"""The workbook of somebody who reads Spanish: no English in it but the district's own words, and the same cents."""

import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

import openpyxl
import pytest

from services.allocation.domain.result import Result
from services.allocation.files.workbook.make import district_workbook, school_workbook
from shared.sentences import Language
from shared.testkit.libreoffice import LibreOffice
from tests.allocation.workbook.conftest import check_district, check_schools, read
from tests.allocation.workbook.test_workbook import results_of_every_kind

pytestmark = pytest.mark.timeout(600)  # LibreOffice starts slowly on a busy machine

Make = Callable[[Result, Language], bytes]
MADE: Final[dict[str, Make]] = {
    "district": lambda result, language: district_workbook(result, language=language),
    "school": lambda result, language: school_workbook(result, "E00", language=language),
}
# The same in both languages, or the words of the language of formulas.
SAME: Final = frozenset({"total", "central", "max", "mean"})
_CELL: Final = re.compile(r'<c r="(\w+)"[^>]*?(?: t="(\w+)")?>(?:<f>(.*?)</f>)?(?:<v>(.*?)</v>)?</c>')


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def tabs(made: dict[str, str]) -> list[str]:
    return re.findall(r'<sheet name="(.*?)"', made["xl/workbook.xml"])


def texts(made: dict[str, str]) -> set[str]:
    """Return what is written in cells and on tabs."""
    written = re.findall(r"<t[^>]*>(.*?)</t>", made["xl/sharedStrings.xml"], re.DOTALL)
    return {html.unescape(text) for text in [*written, *tabs(made)]}


def figures(made: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Return the formulas and numbers of all sheets, with sheets by their number and texts within formulas empty."""
    names = [f"{name}!" if name.isascii() else f"'{name}'!" for name in tabs(made)]
    for sheet in sorted(name for name in made if name.startswith("xl/worksheets/")):
        text = made[sheet]
        for number, name in enumerate(names):
            text = text.replace(name, f"#{number}!")
        for place, kind, formula, value in _CELL.findall(text):
            yield sheet, place, kind, re.sub(r'"[^"]*"', '""', formula), "" if kind in {"s", "str"} else value


def words_of(text: str) -> set[str]:
    """Return the words of a text; a name such as school_type is one."""
    return set(re.findall(r"[^\W\d]{2,}", text.lower()))


def of_the_district(result: Result) -> set[str]:
    """Return the words that the district chose itself: in its policy and its files."""
    schools = [[school.school_id, school.name, school.school_type, *school.flags] for school in result.prepared.schools]
    sources = [[source.name, source.funder, source.origin.file] for source in result.prepared.sources.values()]
    names = [*result.prepared.measures, result.policy_hash, result.inputs_hash, result.result_hash]
    return words_of(" ".join(values_of(result.policy.model_dump()))) | words_of(json.dumps([schools, sources, names]))


def values_of(part: object) -> Iterator[str]:
    """Return the texts of a document, without its fields' names and its kinds."""
    match part:
        case str():
            yield part
        case dict():
            for name, value in part.items():
                if name != "kind":
                    yield from values_of(value)
        case list() | tuple():
            for each in part:
                yield from values_of(each)


@pytest.mark.parametrize("whose", MADE)
def test_only_words_differ_and_all_of_them(whose: str) -> None:
    for result in results_of_every_kind():
        english, spanish = (parts(MADE[whose](result, language)) for language in ("en", "es"))
        own = of_the_district(result) | SAME
        left = {text for text in texts(spanish) & texts(english) if words_of(text) - own}
        assert not left, "say these with book.say, and give them Spanish words"
        found = list(figures(spanish))
        assert sum(bool(formula) for *_, formula, _ in found) > 50
        assert found == list(figures(english))


def test_spanish_workbooks_come_to_the_same_cents(office: LibreOffice) -> None:
    results = results_of_every_kind()
    lifted = [result for result in results if result.reductions.any()]
    check_district(office, [results[0], lifted[0]], "es")
    check_schools(office, lifted[0], ["K8"], "es")


def test_a_change_is_noticed_in_spanish(office: LibreOffice) -> None:
    book = openpyxl.load_workbook(io.BytesIO(district_workbook(results_of_every_kind()[0], language="es")))
    for row in book["Ponderaciones"].iter_rows(min_row=2, min_col=2):
        for cell in row:
            if cell.value == 0.347:
                cell.value = 2
    changed = io.BytesIO()
    book.save(changed)
    found = read(office.recalculated([changed.getvalue()])[0], "es")
    assert found.check.endswith(" presupuestos difieren de los del sistema: aquí se cambió algo.")
