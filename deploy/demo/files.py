"""The district's files, one for each kind of import, as its offices would hand them over."""

import csv
import io

from deploy.demo.district import DistrictYear
from deploy.demo.money import SOURCES
from deploy.demo.schools import GRADES, NEEDS

KINDS = ("schools", "counts", "measures", "revenue_sources", "current_budgets", "school_grants", "staff")


def files_of(year: DistrictYear) -> dict[str, str]:
    """Return the text of each file by the kind it is imported as."""
    return {
        "schools": _schools(year),
        "counts": _counts(year),
        "measures": _measures(year),
        "revenue_sources": _revenue_sources(year),
        "current_budgets": _current_budgets(year),
        "school_grants": _school_grants(year),
        "staff": _staff(year),
    }


def dollars(cents: int) -> str:
    """Return cents as dollars with two decimals."""
    return f"{cents // 100}.{cents % 100:02d}"


def _schools(year: DistrictYear) -> str:
    rows = []
    for school in year.schools:
        pupils = year.pupils[school.school_id]
        flags = ["title_1"] if pupils.share("poverty") >= 0.40 else []
        flags += ["small"] if pupils.total < 400 else []
        rows.append(
            [
                school.school_id,
                school.name,
                "|".join(school.levels),
                school.kind,
                *GRADES[school.kind],
                "",
                "",
                "|".join(flags),
            ]
        )
    header = "school_id,name,levels,school_type,grades_low,grades_high,opened_on,closed_on,flags"
    return _table(header, rows)


def _counts(year: DistrictYear) -> str:
    rows = []
    for school in year.schools:
        pupils = year.pupils[school.school_id]
        for level in school.levels:
            rows.append([school.school_id, level, "all", pupils.by_level[level]])
            rows += [[school.school_id, level, need, pupils.by_need[level, need]] for need in NEEDS]
    return _table("school_id,level,need_category,pupil_count", rows)


def _measures(year: DistrictYear) -> str:
    rows: list[list[object]] = []
    for school in year.schools:
        staff = year.staff[school.school_id]
        measures = {
            "fte": staff.teacher_fte,
            "support_fte": staff.support_fte,
            "teacher_experience_years": staff.experience_years,
            # Children of low-income families in the school's area who go to private schools.
            "private_low_income": float(round(year.pupils[school.school_id].share("poverty") * 22)),
        } | year.outcomes[school.school_id]
        rows += [[school.school_id, name, f"{value:.1f}"] for name, value in measures.items()]
    return _table("school_id,measure,value", rows)


def _revenue_sources(year: DistrictYear) -> str:
    rows = [
        [
            source.source_id,
            source.name,
            source.funder,
            "yes" if source.restricted else "no",
            dollars(year.revenue_cents[source.source_id]),
            source.account_code,
        ]
        for source in SOURCES
    ]
    return _table("source_id,name,funder,restricted,amount,account_code", rows)


def _current_budgets(year: DistrictYear) -> str:
    ordered = sorted(year.previous_budgets.items())
    return _table(
        "school_id,amount,source_id", [[school, dollars(cents), source] for (school, source), cents in ordered]
    )


def _school_grants(year: DistrictYear) -> str:
    rows = [[grant.source_id, grant.school_id, dollars(grant.amount_cents), grant.label] for grant in year.grants]
    return _table("source_id,school_id,amount,label", rows)


def _staff(year: DistrictYear) -> str:
    rows = [
        [
            line.employee_id,
            line.school_id,
            line.job_class,
            f"{line.fte_hundredths // 100}.{line.fte_hundredths % 100:02d}",
            dollars(line.salary_cents),
            dollars(line.benefits_cents),
            dollars(line.longevity_cents),
            line.funding,
            line.years,
        ]
        for line in year.payroll
    ]
    return _table("employee_id,school_id,job_class,fte,salary,benefits,longevity,funding,years", rows)


def _table(header: str, rows: list[list[object]] | list[list[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()
