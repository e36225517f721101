"""A district's own words."""

from shared.access import Role
from tests.allocation.conftest import FILES, Allocation

PATH = "/v1/district-settings"


async def test_defaults_stand_until_they_are_changed(allocation: Allocation) -> None:
    read = await allocation.get(PATH)
    settings = read.json()

    assert (read.headers["ETag"], settings["fiscal_year_start_month"]) == ('"0"', 7)
    assert [level["level"] for level in settings["levels"]] == ["elementary", "middle", "high"]
    assert "K" in settings["levels"][0]["grades"]
    assert [need["need_category"] for need in settings["need_categories"]][:3] == ["all", "poverty", "english_learner"]

    assert (await allocation.put(PATH, settings)).status_code == 428
    changed = await allocation.put(PATH, settings | {"fiscal_year_start_month": 1}, '"0"')
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"1"')
    assert (await allocation.put(PATH, settings, '"0"')).status_code == 412
    assert (await allocation.get(PATH)).json()["fiscal_year_start_month"] == 1


async def test_words_stand_once(allocation: Allocation) -> None:
    settings = (await allocation.get(PATH)).json()
    twice = settings | {"levels": settings["levels"] * 2}
    without_all = settings | {"need_categories": settings["need_categories"][1:]}
    for wrong in (twice, without_all, settings | {"levels": []}):
        assert (await allocation.put(PATH, wrong, '"0"')).status_code == 422


async def test_imports_are_checked_against_the_districts_words(allocation: Allocation) -> None:
    settings = (await allocation.get(PATH)).json()
    settings["levels"] = [{"level": "primary", "name": "Primary", "grades": ["K", "1"]}]
    await allocation.put(PATH, settings, '"0"')

    refused = await allocation.upload("schools", FILES["schools"])

    assert refused.status_code == 422
    assert {item["column"] for item in refused.json()["errors"]} <= {"levels", "grades_low", "grades_high"}


async def test_who_may_change_them(allocation: Allocation) -> None:
    settings = (await allocation.get(PATH, Role.PRINCIPAL, "S-01")).json()
    assert (await allocation.put(PATH, settings, '"0"', Role.BUDGET_ANALYST)).status_code == 403
    assert (await allocation.put(PATH, settings, '"0"', Role.DISTRICT_IT)).status_code == 200
