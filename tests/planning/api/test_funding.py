from uuid import uuid4

from shared.access import Role
from shared.testkit.identities import OTHER_DISTRICT
from tests.planning.conftest import Planning, published

FUNDING = "/v1/schools/S-1/funding?fiscal_year=2027"


async def test_a_principal_reads_the_own_schools_caps(planning: Planning) -> None:
    await planning.receive(published(("S-1", 9_000, 0), fiscal_year=2026), published(("S-1", 10_000, 500)))

    answer = await planning.client.get(
        FUNDING, headers=planning.identities.headers(Role.PRINCIPAL, school_ids=("S-1",))
    )

    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["total_cents"] == 10_500
    assert body["previous_total_cents"] == 9_000
    assert [(stream["name"], stream["cap_cents"]) for stream in body["streams"]] == [
        ("Local control", 10_000),
        ("Title I", 500),
    ]


async def test_in_the_first_year_a_school_sees_what_it_had_before(planning: Planning) -> None:
    told = {"S-61": 8_000, "S-62": 0}
    await planning.receive(
        published(("S-61", 9_000, 0), ("S-62", 1, 0), ("S-63", 1, 0), fiscal_year=2040, current=told),
        published(("S-61", 9_500, 0), fiscal_year=2041, current={"S-61": 7}),
    )

    async def before(school_id: str, year: int) -> int | None:
        path = f"/v1/schools/{school_id}/funding?fiscal_year={year}"
        answer = await planning.client.get(path, headers=planning.identities.headers(Role.BUDGET_DIRECTOR))
        found: int | None = answer.json()["previous_total_cents"]
        return found

    assert [await before(school_id, 2040) for school_id in ("S-61", "S-62", "S-63")] == [8_000, 0, None]
    assert await before("S-61", 2041) == 9_000, "what was published counts, where something was"


async def test_a_principal_does_not_read_another_school(planning: Planning) -> None:
    await planning.receive(published(("S-1", 1, 0)))

    answer = await planning.client.get(
        FUNDING, headers=planning.identities.headers(Role.PRINCIPAL, school_ids=("S-2",))
    )

    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


async def test_another_district_finds_nothing(planning: Planning) -> None:
    await planning.receive(published(("S-1", 1, 0)))

    answer = await planning.client.get(
        FUNDING, headers=planning.identities.headers(Role.SUPERINTENDENT, district_id=OTHER_DISTRICT)
    )

    assert answer.status_code == 404
    assert answer.json()["code"] == "funding_not_published"


async def test_a_later_run_replaces_the_figures(planning: Planning) -> None:
    await planning.receive(published(("S-9", 1_000, 0), fiscal_year=2031))
    await planning.receive(published(("S-9", 2_000, 0), fiscal_year=2031, hours=1))

    answer = await planning.client.get(
        "/v1/schools/S-9/funding?fiscal_year=2031", headers=planning.identities.headers(Role.BUDGET_DIRECTOR)
    )

    assert answer.json()["total_cents"] == 2_000


async def test_a_run_shows_only_once_all_its_parts_are_here(planning: Planning) -> None:
    whole = published(("P-1", 10, 1), ("P-2", 20, 2), fiscal_year=2032)
    first, second = (
        whole.model_copy(update={"schools": (school,), "part": part, "part_count": 2})
        for part, school in enumerate(whole.schools, 1)
    )
    address = "/v1/school-funding?fiscal_year=2032"
    headers = planning.identities.headers(Role.BUDGET_ANALYST)

    await planning.receive(first)
    assert (await planning.client.get(address, headers=headers)).json()["items"] == []
    await planning.receive(second)
    items = (await planning.client.get(address, headers=headers)).json()["items"]
    assert [(item["school_id"], item["total_cents"]) for item in items] == [("P-1", 11), ("P-2", 22)]


async def test_the_list_comes_in_pages_bound_to_their_year(planning: Planning) -> None:
    await planning.receive(published(*((f"L-{n}", n, 0) for n in range(5)), fiscal_year=2033))
    headers = planning.identities.headers(Role.SUPERINTENDENT)
    address = "/v1/school-funding?fiscal_year=2033&page_size=2"

    seen, token = [], ""
    for _ in range(3):
        page = (await planning.client.get(f"{address}&page_token={token}", headers=headers)).json()
        seen += [item["school_id"] for item in page["items"]]
        token = page["next_page_token"] or token
    assert seen == [f"L-{n}" for n in range(5)]

    other_year = await planning.client.get(f"/v1/school-funding?fiscal_year=2034&page_token={token}", headers=headers)
    assert other_year.status_code == 404
    assert other_year.json()["code"] == "page_not_found"


async def test_requests_that_mean_two_things_are_refused(planning: Planning) -> None:
    headers = planning.identities.headers(Role.SUPERINTENDENT)
    for query in ("fiscal_year=2027&fiscal_year=2028", "fiscal_year=2027&year=1", "fiscal_year=2_027", "fiscal_year="):
        answer = await planning.client.get(f"/v1/school-funding?{query}", headers=headers)
        assert answer.status_code == 422, query
        assert answer.json()["errors"], query


async def test_no_identity_no_answer(planning: Planning) -> None:
    role, mine = Role.PRINCIPAL, ("S-1",)
    identities = planning.identities
    for token in (
        "",
        "x.y.z",
        identities.expired(role, school_ids=mine),
        identities.tampered(role, school_ids=mine),
        identities.forged(role, school_ids=mine),
    ):
        answer = await planning.client.get(FUNDING, headers={"Authorization": f"Bearer {token}"} if token else {})
        assert answer.status_code == 401, token
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_unknown_addresses_and_methods_say_so(planning: Planning) -> None:
    missing = await planning.client.get(f"/v1/{uuid4()}")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")

    method = await planning.client.delete(FUNDING)
    assert (method.status_code, method.headers["allow"]) == (405, "GET")
