"""The only SQL about reviews: what was decided, which scenario a year adopted, what publishing asks for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.domain.review import Requirement, State


@dataclass(frozen=True, slots=True)
class ReviewAction:
    """One thing that somebody did; never changed afterwards."""

    action_id: UUID
    fiscal_year: int
    scenario_id: UUID
    scenario_version: int
    action: str
    state: State
    reason: str
    result_hash: str | None
    run_id: UUID | None
    acted_at: datetime
    acted_by: UUID
    acted_by_name: str
    acted_as: str


@dataclass(frozen=True, slots=True)
class LastStep:
    """Where a scenario's review stands: the last recorded step, and the last figures somebody answered for."""

    state: State
    scenario_version: int
    result_hash: str | None


@dataclass(frozen=True, slots=True)
class Adoption:
    """The scenario that a year adopted."""

    fiscal_year: int
    scenario_id: UUID
    scenario_version: int
    adopted_at: datetime
    adopted_by_name: str


@dataclass(frozen=True, slots=True)
class PublicationRule:
    """What a district asks for before publishing; version 0 was never set."""

    requires: Requirement = "nothing"
    version: int = 0
    changed_at: datetime | None = None
    changed_by_name: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One scenario of a year with where its review stands."""

    scenario_id: UUID
    name: str
    version: int
    state: State | None
    state_version: int | None
    acted_at: datetime | None
    acted_by_name: str | None


class Reviews:
    """Reviews of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def add(self, action: ReviewAction) -> None:
        """Write down what somebody did."""
        what = {name: getattr(action, name) for name in ReviewAction.__dataclass_fields__}
        await self._session.execute(_ADD, what | {"district_id": self._district_id})

    async def last_step(self, scenario_id: UUID) -> LastStep | None:
        """Return the last step that set a state; adopting and showing to the public set none."""
        row = (await self._session.execute(_LAST, self._of(scenario_id))).one_or_none()
        return None if row is None else LastStep(row.state, row.scenario_version, row.result_hash)

    async def list_of(self, scenario_id: UUID, after: UUID | None, limit: int) -> list[ReviewAction]:
        """Return up to ``limit`` actions, oldest first (ids grow with time)."""
        what = self._of(scenario_id) | {"after": after, "most": limit}
        return [ReviewAction(**row) for row in (await self._session.execute(_LIST, what)).mappings()]

    async def list_year(self, fiscal_year: int) -> list[ReviewLine]:
        """Return every scenario of a year with its last step, newest scenario first."""
        what = {"district_id": self._district_id, "fiscal_year": fiscal_year}
        return [ReviewLine(**row) for row in (await self._session.execute(_YEAR, what)).mappings()]

    async def adopt(self, adoption: Adoption, user_id: UUID) -> None:
        """Make a scenario the year's adopted one, in place of any other."""
        what = {name: getattr(adoption, name) for name in Adoption.__dataclass_fields__}
        await self._session.execute(_ADOPT, what | {"district_id": self._district_id, "adopted_by": user_id})

    async def find_adopted(self, fiscal_year: int) -> Adoption | None:
        """Return the year's adopted scenario."""
        what = {"district_id": self._district_id, "fiscal_year": fiscal_year}
        row = (await self._session.execute(_ADOPTED, what)).mappings().one_or_none()
        return None if row is None else Adoption(**row)

    async def publication_rule(self) -> PublicationRule:
        """Return what the district asks for before publishing."""
        row = (await self._session.execute(_RULE, {"district_id": self._district_id})).mappings().one_or_none()
        return PublicationRule() if row is None else PublicationRule(**row)

    async def replace_rule(self, rule: PublicationRule, user_id: UUID) -> bool:
        """Write the rule if the version before still stands; False when somebody else was first."""
        what = {name: getattr(rule, name) for name in PublicationRule.__dataclass_fields__}
        written = await self._session.execute(
            _REPLACE_RULE, what | {"district_id": self._district_id, "changed_by": user_id}
        )
        return written.first() is not None

    def _of(self, scenario_id: UUID) -> dict[str, object]:
        return {"district_id": self._district_id, "scenario_id": scenario_id}


_FIELDS = tuple(ReviewAction.__dataclass_fields__)
_NO_STATE = "('adopted', 'made_public', 'made_private')"
_ADD = text(
    f"INSERT INTO review_action (district_id, {', '.join(_FIELDS)})"  # noqa: S608  only our own names
    f" VALUES (:district_id, {', '.join(f':{name}' for name in _FIELDS)})"
)
# The newest version comes first: when another scenario replaces what an older one published, that step is the youngest,
# but it says nothing of the version that is discussed.
_LAST = text(
    "SELECT state, scenario_version, result_hash FROM review_action WHERE district_id = :district_id"  # noqa: S608  only our own names
    f" AND scenario_id = :scenario_id AND action NOT IN {_NO_STATE}"
    " ORDER BY scenario_version DESC, action_id DESC LIMIT 1"
)
_LIST = text(
    f"SELECT {', '.join(_FIELDS)} FROM review_action WHERE district_id = :district_id AND scenario_id = :scenario_id"  # noqa: S608  only our own names
    " AND (CAST(:after AS uuid) IS NULL OR action_id > CAST(:after AS uuid)) ORDER BY action_id LIMIT :most"
)
_YEAR = text(
    f"""
    SELECT scenario.scenario_id, scenario.name, scenario.version, last.state, last.scenario_version AS state_version,
        last.acted_at, last.acted_by_name
    FROM scenario LEFT JOIN LATERAL (
        SELECT state, scenario_version, acted_at, acted_by_name FROM review_action
        WHERE review_action.district_id = scenario.district_id
            AND review_action.scenario_id = scenario.scenario_id AND action NOT IN {_NO_STATE}
        ORDER BY scenario_version DESC, action_id DESC LIMIT 1
    ) AS last ON true
    WHERE scenario.district_id = :district_id AND scenario.fiscal_year = :fiscal_year AND scenario.deleted_at IS NULL
    ORDER BY scenario.scenario_id DESC LIMIT 200"""  # noqa: S608  only our own names
)
_ADOPT = text(
    "INSERT INTO adopted_scenario (district_id, fiscal_year, scenario_id, scenario_version, adopted_at, adopted_by,"
    " adopted_by_name) VALUES (:district_id, :fiscal_year, :scenario_id, :scenario_version, :adopted_at, :adopted_by,"
    " :adopted_by_name) ON CONFLICT (district_id, fiscal_year) DO UPDATE SET scenario_id = excluded.scenario_id,"
    " scenario_version = excluded.scenario_version, adopted_at = excluded.adopted_at,"
    " adopted_by = excluded.adopted_by, adopted_by_name = excluded.adopted_by_name"
)
_ADOPTED = text(
    f"SELECT {', '.join(Adoption.__dataclass_fields__)} FROM adopted_scenario"  # noqa: S608  only our own names
    " WHERE district_id = :district_id AND fiscal_year = :fiscal_year"
)
_RULE = text(
    "SELECT requires, version, changed_at, changed_by_name FROM publication_rule WHERE district_id = :district_id"
)
_REPLACE_RULE = text(
    "INSERT INTO publication_rule (district_id, version, requires, changed_at, changed_by, changed_by_name)"
    " VALUES (:district_id, :version, :requires, :changed_at, :changed_by, :changed_by_name)"
    " ON CONFLICT (district_id) DO UPDATE SET version = excluded.version, requires = excluded.requires,"
    " changed_at = excluded.changed_at, changed_by = excluded.changed_by, changed_by_name = excluded.changed_by_name"
    " WHERE publication_rule.version = excluded.version - 1 RETURNING version"
)
