"""A Title I allocation taken over into a policy, to the cent: grants for schools, everything else held by name."""

from typing import Any

from services.allocation.domain.compliance.title_one.adopt import adopted
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy import Policy
from tests.allocation.domain.compliance.title_one_cases import plan, worked
from tests.allocation.domain.district import policy, source

SHARED = source("LCFF", {"kind": "proportional", "rule_id": "pupils", "measure": "pupils"})
OTHER = source("GRANT", {"kind": "proportional", "rule_id": "pupils", "measure": "pupils"})
OURS = [
    {"name": "Preschool", "amount_cents": 1_000_00},
    {"name": "private_share", "amount_cents": 7},
    {"name": "Nothing", "amount_cents": 0},
]


def taken_over(before: Policy, amount_cents: int = 100_000_000, language: Language = "en", **changes: Any) -> Policy:
    outcome = worked(plan=plan(B=300_000, A=400_000), other_reservations=OURS, **changes)
    return adopted(before, outcome, "T1", amount_cents, language)


def test_schools_have_grants_and_what_is_held_has_its_names() -> None:
    title_one = taken_over(policy(SHARED, OTHER)).sources[-1]
    # 50 of the 1,000 children are private, so 5 % of the million; parents have 1 %.
    assert title_one.model_dump(mode="json", exclude_defaults=True) == {
        "source_id": "T1",
        "distribution": "school_grant",
        "central_share": {"amount_cents": 30_000_000},
        "central_services": [
            {"name": "Private school children's share", "amount_cents": 5_000_000},
            {"name": "Children without a home", "amount_cents": 2_000_000},
            {"name": "Parent and family engagement", "amount_cents": 1_000_000},
            {"name": "Administration", "amount_cents": 8_000_000},
            {"name": "Preschool", "amount_cents": 1_000_00},
            {"name": "private_share", "amount_cents": 7},
        ],
        "eligibility": {"kind": "list", "school_ids": ["A", "B"]},
        "flexibility": {"origin": "federal"},
        "rules": [
            {
                "rule_id": "rank-and-serve",
                "label": "Title I, rank and serve",
                "kind": "school_grant",
                "grants": [
                    {"school_id": "A", "amount_cents": 40_000_000},
                    {"school_id": "B", "amount_cents": 30_000_000},
                ],
            }
        ],
    }


def test_carried_over_money_is_held_as_well() -> None:
    title_one = taken_over(policy(SHARED), 100_000_001).sources[-1]
    assert title_one.central_share is not None
    assert title_one.central_share.amount_cents == 30_000_001


def test_names_are_in_the_language_of_the_reader_and_those_of_the_district_as_they_are() -> None:
    title_one = taken_over(policy(SHARED), language="es", neglected_cents=5).sources[-1]
    assert [each.name for each in title_one.central_services] == [
        "Parte de las escuelas privadas",
        "Niños sin hogar",
        "Niños desatendidos e infractores",
        "Participación de padres y familias",
        "Administración",
        "Preschool",
        "private_share",
    ]
    assert title_one.rules[0].label == "Título I, orden y atención"


def test_the_source_keeps_its_place_and_whose_money_it_is_and_all_others_stay() -> None:
    typed = source(
        "T1",
        {"kind": "proportional", "rule_id": "old", "measure": "pupils"},
        control="central",
        flexibility={"origin": "state", "status": "kept"},
    )
    before = policy(SHARED, typed, OTHER)
    after = taken_over(before)
    assert [each.source_id for each in after.sources] == ["LCFF", "T1", "GRANT"]
    assert (after.sources[0], after.sources[2]) == (before.sources[0], before.sources[2])
    assert (after.sources[1].control, after.sources[1].flexibility) == ("central", before.sources[1].flexibility)
    assert [rule.rule_id for rule in after.sources[1].rules] == ["rank-and-serve"]
    assert after.model_dump(exclude={"sources"}) == before.model_dump(exclude={"sources"})
    added = taken_over(policy(SHARED, OTHER))
    assert [each.source_id for each in added.sources] == ["LCFF", "GRANT", "T1"]
    assert added.sources[-1].control == "school"
