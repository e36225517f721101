"""Schools of the demonstration district, and who learns there, year by year."""

from dataclasses import dataclass

from deploy.demo.chance import Chance, clamp
from deploy.demo.places import ELEMENTARY, HIGH, K_8, MIDDLE, NEIGHBOURHOODS, SMALL_HIGH, Neighbourhood

NEEDS = (
    "poverty",
    "english_learner",
    "special_education",
    "homeless",
    "foster_youth",
    "newcomer",
    "migrant",
    "gifted",
)
LEVELS = {"elementary": ("elementary",), "k_8": ("elementary", "middle"), "middle": ("middle",), "high": ("high",)}
GRADES = {"elementary": ("K", "5"), "k_8": ("K", "8"), "middle": ("6", "8"), "high": ("9", "12")}
SIZES = {"elementary": (310, 620), "k_8": (480, 860), "middle": (560, 980), "high": (1050, 2100)}
SMALL_HIGH_SIZE = (150, 190)


@dataclass(frozen=True, slots=True)
class School:
    """A school and what does not change about it."""

    school_id: str
    name: str
    kind: str  # elementary, k_8, middle, high
    neighbourhood: Neighbourhood
    hardship: float  # its neighbourhood's, give or take a few streets

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels it teaches."""
        return LEVELS[self.kind]


@dataclass(frozen=True, slots=True)
class Pupils:
    """A school's pupils in one year: by level, and by need within a level."""

    by_level: dict[str, int]
    by_need: dict[tuple[str, str], int]  # (level, need category)

    @property
    def total(self) -> int:
        """All pupils."""
        return sum(self.by_level.values())

    def share(self, need: str) -> float:
        """The part of all pupils who have the need."""
        return sum(count for (_, each), count in self.by_need.items() if each == need) / self.total


def make_schools(seed: int) -> list[School]:
    """Return all schools, numbered as districts number them: by kind."""
    found = []
    for first, kind, names in (
        (101, "elementary", ELEMENTARY),
        (301, "k_8", K_8),
        (401, "middle", MIDDLE),
        (501, "high", HIGH),
    ):
        number = first
        for neighbourhood, here in zip(NEIGHBOURHOODS, names, strict=True):
            for name in here:
                chance = Chance(seed, "school", name)
                hardship = clamp(chance.around(neighbourhood.hardship, 0.05), 0.03, 0.97)
                if name == SMALL_HIGH:
                    hardship = 0.9
                found.append(School(str(number), name, kind, neighbourhood, hardship))
                number += 1
    return found


def pupils_of(seed: int, school: School, years_before_now: int) -> Pupils:
    """Return a school's pupils so many years ago; each year follows from the same beginning."""
    chance = Chance(seed, "pupils", school.school_id)
    low, high = SMALL_HIGH_SIZE if school.name == SMALL_HIGH else SIZES[school.kind]
    size = chance.between(low, high)
    drift = chance.around(school.neighbourhood.growth, 0.008)
    shares = _need_shares(chance, school)
    yearly = Chance(seed, "year", school.school_id, years_before_now)
    size *= 1 - drift * years_before_now
    size *= yearly.around(1, 0.006)
    parts = {"elementary": 0.66, "middle": 0.34} if school.kind == "k_8" else dict.fromkeys(school.levels, 1.0)
    by_level = {level: round(size * part) for level, part in parts.items()}
    by_need = {}
    for level, count in by_level.items():
        for need in NEEDS:
            share = shares[need] * _at_level(need, level) * yearly.around(1, 0.03)
            by_need[level, need] = min(count, max(0, round(count * share)))
    return Pupils(by_level, by_need)


def _need_shares(chance: Chance, school: School) -> dict[str, float]:
    """Return the part of pupils with each need: hardship and language run through most of them."""
    poverty = clamp(chance.around(0.08 + 0.84 * school.hardship, 0.03), 0.03, 0.97)
    languages = school.neighbourhood.languages
    english = clamp(chance.around(0.03 + 0.42 * languages * (0.5 + 0.5 * poverty), 0.02), 0.01, 0.7)
    return {
        "poverty": poverty,
        "english_learner": english,
        "special_education": clamp(chance.around(0.115 + 0.045 * poverty, 0.015), 0.06, 0.24),
        "homeless": clamp(chance.around(0.004 + 0.055 * poverty, 0.008), 0.0, 0.15),
        "foster_youth": clamp(chance.around(0.002 + 0.013 * poverty, 0.003), 0.0, 0.05),
        "newcomer": clamp(chance.around(0.14 * english, 0.006), 0.0, 0.2),
        "migrant": clamp(chance.around(0.07 * english, 0.005), 0.0, 0.1),
        "gifted": clamp(chance.around(0.145 - 0.09 * poverty, 0.02), 0.02, 0.25),
    }


def _at_level(need: str, level: str) -> float:
    """How the need's share differs from level to level: children learn English, and teenagers hide poverty."""
    return {
        ("english_learner", "middle"): 0.72,
        ("english_learner", "high"): 0.55,
        ("poverty", "high"): 0.93,
        ("gifted", "elementary"): 0.8,
        ("newcomer", "high"): 1.2,
    }.get((need, level), 1.0)
