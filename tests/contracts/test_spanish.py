"""Whoever reads Spanish reads no English: every sentence of the code has Spanish words with the same values."""

import ast
import re
from pathlib import Path
from string import Formatter
from typing import Final, TypeGuard

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.spanish import SENTENCES as GATEWAY
from services.allocation.library.catalog import formulas
from services.allocation.library.told import texts_of, told
from services.allocation.spanish.catalog import LABELS, LIBRARY, VERSION_NOTES
from services.allocation.spanish.catalog import SENTENCES as ALLOCATION
from services.allocation.spanish.library_names import SAME
from services.allocation.spanish.workbook import SENTENCES as WORKBOOK
from services.planning.spanish import SENTENCES as PLANNING
from shared.sentences import Sentences, language_of, places
from shared.spanish import SENTENCES as SHARED
from tests.contracts.english_sentences import ROOT, sentences_of, template_of

CATALOGS: Final = {
    "allocation": ALLOCATION,
    "gateway": GATEWAY,
    "library": LIBRARY,
    "notes of versions": VERSION_NOTES,
    "labels": LABELS,
    "planning": Sentences(PLANNING),
    "shared": Sentences(SHARED),
    "workbook": Sentences(WORKBOOK),
}

# Modules that speak to readers, each with the catalog of the service that answers.
SPOKEN: Final = [
    *((path, ALLOCATION) for path in sorted(ROOT.glob("services/allocation/domain/**/*.py"))),
    *((path, ALLOCATION) for path in sorted(ROOT.glob("services/allocation/usecases/*.py"))),
    *((path, ALLOCATION) for path in sorted(ROOT.glob("services/allocation/files/*.py"))),
    *((path, CATALOGS["planning"]) for path in [ROOT / "services/planning/domain/errors.py"]),
    *((ROOT / f"shared/{name}.py", CATALOGS["shared"]) for name in (
        "authorisation", "etags", "field_types", "fiscal_year", "idempotency", "paging", "problems", "strict_requests",
        "too_large",
    )),
    *((ROOT / f"gateway/{name}.py", GATEWAY) for name in (
        "accounts/sign_in", "api/demo_accounts", "live/hub", "proxy/refusals", "rates/rates", "sessions/cross_site",
        "sessions/over",
    )),
]  # fmt: skip

# Both languages stand there already, or the words are the code's own (formulas of a policy, names of columns).
_OTHERWISE: Final = re.compile(
    r"/(words\w*|phrases|explain_words|policy_words|policy_templates|synonyms|yes_no|grades|formula_rules|exact|staff)\.py"
)

# Sentences put together from parts: what they are once they are whole.
WHOLE: Final[dict[str, tuple[str, ...]]] = {
    "{}: {} {}, but {} is {}: {} is missing.": (
        "Floor: the floors need $5.00, but the reserve of LCFF is $3.00: $2.00 is missing.",
        "Fall: the recount needs $5.00, but the central share of LCFF is $3.00: $2.00 is missing.",
        "Floor: the floors need $5.00, but what the schools above their floor can give is $3.00: $2.00 is missing.",
        "Floor: the floors need $5.00, but what the schools that gain can give is $3.00: $2.00 is missing.",
    ),
    "{} and {} cannot be {}": (
        "pupils and dollars per pupils cannot be compared",
        "a ratio and dollars x pupils cannot be added or subtracted",
        "pupils^2 and 1 per dollars cannot be used together in max",
        "a number and dollars cannot be rounded to each other",
    ),
    "the exponent must be a typed whole number from -{} to {}": (
        "the exponent must be a typed whole number from -8 to 8",
    ),
    "{} of {} reach schools that are not eligible for it ({})": (
        "grants of A reach schools that are not eligible for it (b)",
        "top-ups of A reach schools that are not eligible for it (b)",
    ),
    "{} {} of the policy's settings": (
        "/a is listed twice of the policy's settings",
        "/a is none of the policy's settings",
    ),
    "{}, but its cells match no school": ("the header is a known name for it, but its cells match no school",),
    "; known are {}.": ("Correct it, or add it to the district's settings; known are el, frl.",),
    "Correct it, or add it to the district's settings": ("Correct it, or add it to the district's settings.",),
    "There is no {}.": ("There is no source id.",),
    "This cannot be {}.": ("This cannot be a source id.",),
    "Import the revenue sources first, or choose one of them: ": (
        "Import the revenue sources first, or choose one of them: A, B",
    ),
    "{} ids had lost leading zeros, which were put back (rows {}{}).": (
        "3 ids had lost leading zeros, which were put back (rows 1, 2, …).",
    ),
    " If the text means that there is no figure, add it to blank_values of the mapping.": (
        (
            "Type digits only, for example 1234.50. If the text means that there is no figure, add it to "
            "blank_values of the mapping."
        ),
    ),
    "The workbook has a cell at {}{}; at most {} rows and {} columns are read.": (
        "The workbook has a cell at XFD9; at most 5 rows and 6 columns are read.",
    ),
    "Job {} is {} and has no file: {}.": (
        "Job 1 is running and has no file: wait until it has succeeded.",
        "Job 1 is failed and has no file: jobs of this kind may make none.",
    ),
    "{}{}. Set the policy's fiscal_year to {}.": (
        "The policy is for fiscal year 2026, the scenario for 2027. Set the policy's fiscal_year to 2027.",
    ),
    "{}{}. Choose another mapping, or leave it out to have one proposed.": (
        (
            "The mapping is for counts, the import for schools. Choose another mapping, or leave it out to have one "
            "proposed."
        ),
    ),
    "{} errors; nothing was stored.{} Correct the file, or send faulty_rows=leave_out.": (
        "7 errors; nothing was stored. Correct the file, or send faulty_rows=leave_out.",
        "700 errors; nothing was stored. The first 500 are listed. Correct the file, or send faulty_rows=leave_out.",
    ),
    "{}{}. Choose one of these, or leave it out.": (
        "'gifted' is not counted; counted are el, frl. Choose one of these, or leave it out.",
        "'gifted' is not counted; counted are none. Choose one of these, or leave it out.",
    ),
    "A scenario that is {} cannot be {}. {}": (
        (
            "A scenario that is in review cannot be submitted for review. To change it, withdraw it or save a new "
            "version first."
        ),
        "A scenario that is a draft cannot be withdrawn. Load the page again to see where it stands.",
        (
            "A scenario that is approved and waiting for the board cannot be sent back. Somebody submits it for review "
            "first."
        ),
    ),
    "Your district publishes only with {} of exactly these figures. Submit the scenario for review, and publish it "
    "once that is recorded.": (
        (
            "Your district publishes only with the board's approval of exactly these figures. Submit the scenario for "
            "review, and publish it once that is recorded."
        ),
        (
            "Your district publishes only with an approval of exactly these figures. Submit the scenario for review, "
            "and publish it once that is recorded."
        ),
    ),
    "The part called {} did not answer in time. {}": (),
    "The answer of the part called {} was lost. {}": (),
    "{}{}. Choose a school, source and component of the result.": (
        "No source has the id X. Choose a school, source and component of the result.",
    ),
    "no counts of fiscal year {}": ("no counts of fiscal year 2024",),
    "{}: {} cannot be shared within the bounds, which {}.": (
        "Collar: $5.00 cannot be shared within the bounds, which need at least $6.00.",
        "Collar: $5.00 cannot be shared within the bounds, which admit $6.00 to $7.00.",
    ),
    " and no ": ("Fiscal year 2027 has no schools and no counts and no revenue_sources yet. Import them first.",),
    "{} is not between 0 and {}": ("-1 is not between 0 and 1,000",),
    "need_categories must contain \"{}\", the category of every pupil": (
        'need_categories must contain "all", the category of every pupil',
    ),
    " The first {} are listed.": (),
    "{} version {}": (
        "Fiscal year 2027 has no counts version 3, schools version 9. Choose versions from the list of imports.",
    ),
}  # fmt: skip

# Parts of sentences that stand whole above, labels a person may change, and what only programmers, operators and the
# command line read.
NO_SENTENCE: Final = frozenset(
    {
        "admit {} to {}", "any amount", "need at least {}",
        "a source id", "added or subtracted", "an approval", "is listed twice", "is none",
        "jobs of this kind may make none", "none is there", "none with enough people",
        "rounded to each other", "the board's approval",
        "the expression", "the floors need", "the recount needs", "used together in {}", "wait until it has succeeded",
        "Value error, ", "a valid dictionary or instance of \\w+", "an object", "valid tuple", "Evaluator | None",
        "county code", "district code", "school code", "{}: pupils in {}", "if(pupils > 0, {} / pupils, 0)",
        "sign-in refused", "sign-in address", "sign-in name",
        "{} input errors, first: {} row {}: {}", "{} policy errors, first: {}: {}", "result of {}", "the file",
        "run: {} is missing", "the result", "{} are needed, {} are there", "{} is not possible in {}",
        "{} years of counts; {} are needed",
        "English learner", "Special education", "Foster youth",
        "board packet",
    }
)  # fmt: skip


@pytest.mark.parametrize("name", CATALOGS)
def test_a_sentence_has_the_same_places_in_both_languages(name: str) -> None:
    for english, spanish in CATALOGS[name].spanish.items():
        assert spanish.strip(), english
        left_out = {place for place in places(english) if place.startswith("_")}
        assert set(places(spanish)) == set(places(english)) - left_out, english


def test_every_sentence_of_the_code_has_spanish_words() -> None:
    notes = {_empty(english) for english in (*VERSION_NOTES.spanish, *LABELS.spanish)}
    known = {id(catalog): notes | {_empty(english) for english in catalog.spanish} for _, catalog in SPOKEN}
    missing = []
    for path, catalog in SPOKEN:
        if _OTHERWISE.search(str(path)) or "/library/" in str(path):
            continue
        for sentence in sentences_of(Path(path)):
            template = sentence.template
            if template in NO_SENTENCE or template in WHOLE or template.startswith("\n"):
                continue
            written = {template, template[:1].lower() + template[1:], template.removesuffix(".")}
            if not written & known[id(catalog)] and not catalog.knows(template.replace("{}", "7")):
                missing.append(f"{sentence.place}: {template!r}")
    assert not missing, "give these Spanish words in services/allocation/spanish:\n" + "\n".join(missing)


def test_every_note_that_a_page_writes_has_spanish_words() -> None:
    written = (ROOT / "frontend/src/lib/version-notes.ts").read_text()
    found = [next(filter(None, each)) for each in re.findall(r": '(.+)',$|=> `(.+)`,$", written, re.MULTILINE)]
    assert len(found) == written.count("',\n") + written.count("`,\n") > 0
    for note in found:
        whole = re.sub(r"\$\{\w+\}", "7", note)
        assert VERSION_NOTES.say(whole, "es") != whole


@pytest.mark.parametrize("formula_id", formulas())
def test_every_text_of_the_library_has_spanish_words(formula_id: str) -> None:
    formula = formulas()[formula_id]
    missing = {text for text in texts_of(formula) if LIBRARY.say(text, "es") == text} - SAME
    assert not missing, "give these Spanish words in services/allocation/spanish/library.py"
    spanish = told(formula, "es")
    assert type(formula).model_validate_json(spanish.model_dump_json()) == spanish
    assert [part.rates for part in spanish.parts] == [part.rates for part in formula.parts]
    assert told(formula, "en") is formula


def test_the_library_has_no_words_for_texts_that_are_gone() -> None:
    texts = {text for formula in formulas().values() for text in texts_of(formula)}
    assert LIBRARY.spanish.keys() | SAME == texts


# Why there is no workbook: a refusal says it in other words.
REFUSED: Final = frozenset({"no school has the id {}"})


def test_every_word_of_the_workbooks_is_spanish_too() -> None:
    """Single words that are not said at all fail where workbooks are made: tests/allocation/workbook."""
    written: set[str] = set()
    missing = []
    for path in sorted(ROOT.glob("services/allocation/files/workbook/*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text())))
        written |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        said = {template_of(node.args[0]) for node in nodes if _says(node) and isinstance(node.args[0], ast.Constant)}
        said |= {sentence.template for sentence in sentences_of(path)}
        missing += [f"{path.name}: {text!r}" for text in sorted(said - WORKBOOK.keys() - REFUSED)]
    assert not missing, "give these Spanish words in services/allocation/spanish/workbook.py:\n" + "\n".join(missing)
    assert WORKBOOK.keys() <= written, "these are said nowhere"


def _says(node: ast.AST) -> TypeGuard[ast.Call]:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    return (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) == "say"


@pytest.mark.parametrize("whole", [each for every in WHOLE.values() for each in every])
def test_sentences_put_together_are_known_whole(whole: str) -> None:
    said = ALLOCATION.say(whole, "es")
    assert said != whole
    assert ALLOCATION.say(whole, "en") == whole


@given(
    st.sampled_from(sorted(ALLOCATION.spanish)), st.integers(0, 10**9), st.sampled_from(["S-014", "Añil & Co.", "7"])
)
def test_values_are_carried_over_as_they_are(english: str, number: int, text: str) -> None:
    if ":said}" in english:
        return  # its values are words of the catalog
    values = {place: (f"{number:,}" if index % 2 else text) for index, place in enumerate(places(english))}
    said = ALLOCATION.say(english.format_map(values), "es")
    for place, value in values.items():
        assert place.startswith("_") or value in said


def test_several_sentences_keep_their_capitals_and_signs() -> None:
    said = ALLOCATION.say("The policy is for fiscal year 2026, the scenario for 2027. Leave it out.", "es")
    assert said == "La política es para el año fiscal 2026; el escenario, para 2027. Quítelo."
    assert ALLOCATION.say("a setting stands in two ranges. Name each once.", "es").startswith("un ajuste")


def test_what_nobody_translated_stays_as_it_is() -> None:
    assert ALLOCATION.say("Ms. Ruiz asked for it.", "es") == "Ms. Ruiz asked for it."
    assert ALLOCATION.say("", "es") == ""


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("fr, es;q=0.2", "es"),
        ("es;q=0, en;q=0.1", "en"),
        ("español", "en"),
        ("es;q=zwei", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_the_reader_is_asked_for_the_language(header: str, language: str) -> None:
    assert language_of(header) == language


@given(st.text(max_size=300))
def test_any_header_and_any_text_are_taken(text: str) -> None:
    assert language_of(text) in {"en", "es"}
    assert isinstance(ALLOCATION.say(text, "es"), str)


def _empty(sentence: str) -> str:
    return "".join(literal + ("{}" if name is not None else "") for literal, name, _, _ in Formatter().parse(sentence))
