"""What a figure counts: pupils, dollars, dollars a pupil, or nothing (a ratio)."""

from dataclasses import dataclass
from typing import Literal

DeclaredUnit = Literal["pupils", "dollars", "ratio", "dollars_per_pupil"]


@dataclass(frozen=True, slots=True)
class Unit:
    """Powers of dollars and pupils.

    Attributes:
        bare: A number that was only typed, or a measure of the input data, which has no unit of its own. In a sum
            or comparison it takes the other's.
        unstated: A measure of the input data is in it, so that a product has no unit of its own either.
    """

    dollars: int = 0
    pupils: int = 0
    bare: bool = False
    unstated: bool = False

    def fits(self, other: "Unit") -> bool:
        """Return whether the two may be added or compared."""
        return self.bare or other.bare or (self.dollars, self.pupils) == (other.dollars, other.pupils)

    def joined(self, other: "Unit") -> "Unit":
        """Return the unit of a sum of two that fit."""
        if self.bare and other.bare:
            return UNSTATED if self.unstated or other.unstated else BARE
        return other if self.bare else self

    def times(self, other: "Unit", sign: int = 1) -> "Unit":
        """Return the unit of a product, or of a quotient for sign -1."""
        if self.unstated or other.unstated:
            return UNSTATED
        if self.bare and other.bare:
            return BARE
        return Unit(self.dollars + sign * other.dollars, self.pupils + sign * other.pupils)

    def __str__(self) -> str:
        if self.bare:
            return "a number"
        above: list[str] = []
        below: list[str] = []
        for name, power in (("dollars", self.dollars), ("pupils", self.pupils)):
            if power:
                (above if power > 0 else below).append(name if abs(power) == 1 else f"{name}^{abs(power)}")
        if not above and not below:
            return "a ratio"
        return " x ".join(above or ["1"]) + (" per " + " x ".join(below) if below else "")


BARE = Unit(bare=True)
UNSTATED = Unit(bare=True, unstated=True)
RATIO = Unit()
PUPILS = Unit(pupils=1)
DOLLARS = Unit(dollars=1)
DECLARED: dict[DeclaredUnit, Unit] = {
    "pupils": PUPILS,
    "dollars": DOLLARS,
    "ratio": RATIO,
    "dollars_per_pupil": Unit(dollars=1, pupils=-1),
}
