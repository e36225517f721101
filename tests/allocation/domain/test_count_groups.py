"""Pupils by level and group: sums that are kept, overlaps within their bounds, and no small group told of."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.count_groups import CountGroups, Words, count_groups, without_small
from services.allocation.domain.inputs import CountRow, School
from services.allocation.domain.policy import LevelGroup, NeedUnion
from shared.small_cells import hidden_cells

LEVELS, NEEDS = ("k", "g1", "g2"), ("poverty", "learner", "any")
UNION = NeedUnion(need_category="any", of=("poverty", "learner"))
WORDS = Words(
    LEVELS,
    ("all", "poverty", "learner", "any"),
    (UNION,),
    frozenset(),
    (LevelGroup(level_group="grades", levels=("g1", "g2")),),
)
SCHOOLS = {each: School(each, each, LEVELS) for each in ("A", "B", "C", "D", "E")}


def row(school: str, level: str, need: str, pupils: str) -> CountRow:
    return CountRow(school, level, need, Decimal(pupils))


@st.composite
def pupils(draw: st.DrawFn) -> list[tuple[str, str, bool, bool]]:
    """Draw single pupils: school, level, and whether each is poor and learns English."""
    return draw(
        st.lists(
            st.tuples(st.sampled_from(sorted(SCHOOLS)), st.sampled_from(LEVELS), st.booleans(), st.booleans()),
            max_size=120,
        )
    )


def counted(people: Sequence[tuple[str, str, bool, bool]]) -> list[CountRow]:
    tally: dict[tuple[str, str, str], int] = {}
    for school, level, is_poor, learns in people:
        in_groups = {"all": True, "poverty": is_poor, "learner": learns, "any": is_poor or learns}
        for need, is_in in in_groups.items():
            if is_in:
                tally[school, level, need] = tally.get((school, level, need), 0) + 1
    return [CountRow(*cell, Decimal(number)) for cell, number in tally.items()]


@given(pupils(), st.sampled_from(("all", *NEEDS)))
def test_sums_are_kept_and_overlaps_are_what_single_pupils_say(
    people: list[tuple[str, str, bool, bool]], need: str
) -> None:
    found = count_groups(counted(people), SCHOOLS, WORDS, need)
    names = [group.need_category for group in found.groups]
    levels = [at for at, column in enumerate(found.columns) if column.kind == "level"]
    for school, line in [*found.lines.items(), (None, found.district)]:
        mine = [each for each in people if school in (None, each[0])]
        by_group = dict(zip(names, line.by_group, strict=True))
        assert by_group["all"] == len(mine)
        assert sum(line.by_column[at] or 0 for at in levels) == by_group.get(need, 0)
        for overlap in line.overlaps:
            in_any = sum(is_poor or learns for *_, is_poor, learns in mine)
            assert overlap.groups_sum == sum(is_poor + learns for *_, is_poor, learns in mine)
            assert (overlap.at_least or 0) <= in_any <= (overlap.at_most or 0)
            if overlap.need_category == "any":
                assert overlap.at_least == overlap.at_most == in_any
    for column, grouped in zip(found.columns, found.district.by_column, strict=True):
        if column.kind == "level_group":
            inside = [found.district.by_column[at] or 0 for at in levels if found.columns[at].name in column.levels]
            assert grouped == sum(inside)


@given(pupils(), st.sampled_from(("all", *NEEDS)))
def test_what_is_hidden_cannot_be_taken_from_what_is_shown(
    people: list[tuple[str, str, bool, bool]], need: str
) -> None:
    found = without_small(whole := count_groups(counted(people), SCHOOLS, WORDS, need), 10, hidden_cells)
    assert found.groups == whole.groups
    for line, real in zip(found.lines.values(), whole.lines.values(), strict=True):
        for shown, true in zip(line.by_group + line.by_column, real.by_group + real.by_column, strict=True):
            assert shown is None or (shown == true and (true == 0 or true >= 10))
        assert need == "all" or set(line.by_column) <= {None}
    for at in range(1, len(found.groups)):
        column = [line.by_group[at] for line in found.lines.values()]
        if found.district.by_group[at] is not None:
            # Together the hidden ones are too many to tell of one.
            gaps = [real.by_group[at] for real, one in zip(whole.lines.values(), column, strict=True) if one is None]
            assert not gaps or (len(gaps) > 1 and sum(each or 0 for each in gaps) >= 10)
    sums = [
        (shown, true)
        for column, shown, true in zip(found.columns, found.district.by_column, whole.district.by_column, strict=True)
        if column.kind == "level" and true
    ]
    assert sum(shown is None for shown, _ in sums) != 1 or len(sums) == 1
    assert by_hand(found)


def by_hand(found: CountGroups) -> bool:
    """Overlaps speak only where all that they are made of is shown."""
    for line in [*found.lines.values(), found.district]:
        shown = dict(zip((group.need_category for group in found.groups), line.by_group, strict=True))
        for overlap in line.overlaps:
            parts = shown if overlap.need_category is None else ("any", "poverty", "learner")
            if any(shown[part] is None for part in parts):
                assert (overlap.groups_sum, overlap.at_least, overlap.at_most) == (None, None, None)
            else:
                assert overlap.groups_sum is not None
    return True


def test_the_districts_words_give_the_order_and_unknown_ones_follow() -> None:
    rows = [
        row("A", "g2", "all", "3"), row("A", "*", "gifted", "2"), row("A", "pre", "all", "1"),
        row("A", "k", "all", "4"), row("A", "k", "any", "2"), row("A", "k", "learner", "1"),
        row("Z", "*", "all", "7.5"),
    ]  # fmt: skip
    schools = SCHOOLS | {"Z": School("Z", "Zinnia", ("g1",))}
    found = count_groups(rows, schools, WORDS)
    assert [column.name for column in found.columns] == ["k", "g1", "g2", "pre", "grades"]
    whole = count_groups(rows, schools, WORDS, "gifted")
    assert [column.name for column in whole.columns] == ["k", "g1", "g2", "pre", "*", "grades"]
    assert [(group.need_category, group.kind, group.of) for group in found.groups] == [
        ("all", "everybody", ()),
        ("learner", "overlapping", ()),
        ("gifted", "overlapping", ()),
        ("any", "union", ("poverty", "learner")),
    ]
    # A whole-school count of a school of one level belongs to that level.
    assert [float(each or 0) for each in found.lines["Z"].by_column] == [0, 7.5, 0, 0, 7.5]
    assert found.district.by_group[0] == Decimal("15.5")


@pytest.mark.parametrize(
    ("repeating", "at_least"), [(frozenset[str](), Decimal(60)), (frozenset({"learner"}), Decimal(50))]
)
def test_a_category_in_which_pupils_repeat_says_nothing_of_how_many_there_are(
    repeating: frozenset[str], at_least: Decimal
) -> None:
    rows = [row("A", "k", "all", "100"), row("A", "k", "poverty", "50"), row("A", "k", "learner", "60")]
    [overlap] = count_groups(rows, SCHOOLS, Words(repeating=repeating)).lines["A"].overlaps
    assert (overlap.groups_sum, overlap.at_least, overlap.at_most) == (Decimal(110), at_least, Decimal(100))


def test_no_counts_are_nothing() -> None:
    found = count_groups([], SCHOOLS, WORDS)
    assert (found.lines, found.columns, found.district.by_group) == ({}, (), (Decimal(0),))
    assert without_small(found, 10, hidden_cells).district.by_group == (Decimal(0),)
