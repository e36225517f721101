"""Notices: one letter per school, as one PDF of all and as a file each."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

from services.allocation.domain.errors import dollars
from services.allocation.domain.explain import explain
from services.allocation.domain.explain_words import in_words
from services.allocation.domain.explanation import number
from services.allocation.domain.phrases import Language
from services.allocation.domain.result import Result
from services.allocation.files.letters.adjustment_words import adjustment_sentences
from services.allocation.files.letters.notice_words import words
from services.allocation.files.letters.setting import Setter
from shared.fiscal_year import FiscalYear

Basis = Literal["shadow", "run"]
Report = Callable[[int, int], None]
_SENTENCES = 3


def notice_rows(result: Result) -> list[int]:
    """Return the schools that get a letter: those open in the year."""
    return [row for row in range(result.prepared.school_count) if result.open_mask[row]]


def notices_pdf(
    result: Result,
    rows: Sequence[int],
    basis: Basis,
    language: Language,
    moment: datetime,
    setter: Setter | None = None,
) -> bytes:
    """Return letters as one PDF, each beginning on a page of its own."""
    policy = result.policy
    year = str(FiscalYear(policy.fiscal_year, policy.fiscal_year_start_month))
    digest = result.result_hash.removeprefix("sha256:")[:16]
    data = {
        "language": language,
        "title": words("title", language, policy=policy.name, year=year),
        "footer": words(f"footer_{basis}", language, policy=policy.name, hash=digest),
        "letters": [_letter(result, row, basis, language) for row in rows],
    }
    return (setter or Setter("notice")).pdf(data, moment)


def notices_zip(result: Result, basis: Basis, languages: Sequence[Language], moment: datetime, report: Report) -> bytes:
    """Return an archive: for each language one PDF of all schools, and one per school.

    Args:
        result: What the letters tell.
        basis: Whether it would have been received, or is.
        languages: The languages.
        moment: When the letters were written.
        report: Called with what is done and how much there is to do.
    """
    rows = notice_rows(result)
    total = len(languages) * (len(rows) + 1)
    done = 0
    setter = Setter("notice")
    file = io.BytesIO()
    stamp = moment.timetuple()[:6]
    # PDF files are packed already.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for language in languages:
            for row in rows:
                school_id = result.prepared.school_ids[row].replace("/", "-")
                content = notices_pdf(result, [row], basis, language, moment, setter)
                archive.writestr(zipfile.ZipInfo(f"{language}/{school_id}.pdf", stamp), content)
                done += 1
                report(done, total)
            # Last: what typst remembers of a thousand pages slows the small documents after it.
            name = f"{language}/{words('file_all', language)}.pdf"
            archive.writestr(zipfile.ZipInfo(name, stamp), notices_pdf(result, rows, basis, language, moment, setter))
            done += 1
            report(done, total)
    return file.getvalue()


def _letter(result: Result, row: int, basis: Basis, language: Language) -> dict[str, Any]:
    prepared = result.prepared
    school = prepared.schools[row]
    total, current = int(result.totals[row]), int(prepared.current_cents[row])
    pupils = Fraction(int(prepared.pupils[row]), prepared.count_scale)

    def say(key: str, **more: str) -> str:
        return words(key, language, school=school.name, **more)

    if pupils:
        each = dollars(round(total / pupils))
        lead = say(f"lead_{basis}", total=dollars(total), pupils=number(pupils), each=each)
    else:
        lead = say(f"lead_{basis}_empty", total=dollars(total))
    lines = []
    for ledger in result.ledgers:
        cents = sum(int(component.amounts[row]) for component in ledger.components)
        if cents:
            lines.append({"label": ledger.source.name or ledger.source.source_id, "amount": dollars(cents)})
    direction, change = _change(total, current, language)
    year = str(FiscalYear(result.policy.fiscal_year, result.policy.fiscal_year_start_month))
    return {
        "context": say("context", year=year, policy=result.policy.name),
        "heading": say(f"heading_{basis}"),
        "greeting": say("greeting"),
        "lead": lead,
        "direction": direction,
        "change": change,
        **_bars(total, current, basis, language),
        "adjustments": adjustment_sentences(result, row, language),
        "table_title": say("table_title"),
        "table_head": [say("head_source"), say("head_amount")],
        "lines": lines,
        "total_label": say("total"),
        "total": dollars(total),
        "why_title": say("why_title"),
        "why": _why(result, row, language),
        "next_title": say(f"next_title_{basis}"),
        "next": ([say("next_shadow")] if basis == "shadow" else []) + [say("next_ask")],
    }


def _change(total: int, current: int, language: Language) -> tuple[str, str | None]:
    if current < 0:
        return "same", None
    change = total - current
    if not change:
        return "same", words("same", language)
    direction = "more" if change > 0 else "less"
    percent = f"{abs(change) / current * 100:,.1f}%" if current else "–"
    amount = dollars(abs(change))
    return direction, words(direction, language, amount=amount, current=dollars(current), percent=percent)


def _bars(total: int, current: int, basis: Basis, language: Language) -> dict[str, Any]:
    if current < 0:
        return {"bars": [], "bars_alt": ""}
    most = max(total, current, 1)
    before, after = words("bar_current", language), words(f"bar_{basis}", language)
    return {
        "bars": [
            {"label": before, "amount": dollars(current), "share": current / most, "main": False},
            {"label": after, "amount": dollars(total), "share": total / most, "main": True},
        ],
        "bars_alt": words(
            "bars_alt",
            language,
            first=before,
            first_amount=dollars(current),
            second=after,
            second_amount=dollars(total),
        ),
    }


def _why(result: Result, row: int, language: Language) -> list[str]:
    best, most = None, 0
    for component in result.components:
        if component.rule is not None and int(component.amounts[row]) > most:
            best, most = component, int(component.amounts[row])
    if best is None:
        return []
    tree = explain(result, result.prepared.school_ids[row], best.source_id, best.component_id)
    return in_words(tree, language)[:_SENTENCES]
