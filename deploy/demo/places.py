"""The district's neighbourhoods and schools by name; all are invented."""

from dataclasses import dataclass

DISTRICT = "Juniper Valley Unified School District"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A part of town whose families share their fortunes."""

    name: str
    hardship: float  # 0 to 1: how many families have it hard
    languages: float  # 0 to 1: how many families speak another language at home
    growth: float  # pupils gained or lost in a year, as a share


NEIGHBOURHOODS = (
    Neighbourhood("Riverbend", 0.88, 0.80, -0.012),
    Neighbourhood("Mill Quarter", 0.78, 0.62, -0.020),
    Neighbourhood("Orchard Flats", 0.69, 0.90, 0.006),
    Neighbourhood("Old Harbor", 0.58, 0.42, -0.015),
    Neighbourhood("Lantern Hill", 0.45, 0.35, -0.006),
    Neighbourhood("Cedar Park", 0.33, 0.24, 0.004),
    Neighbourhood("Meadowlark", 0.20, 0.16, 0.018),
    Neighbourhood("Summit Ridge", 0.08, 0.12, -0.009),
)

# By neighbourhood, in the order above: elementary, K-8, middle, high.
ELEMENTARY = (
    ("Kingfisher Elementary", "Willow Landing Elementary", "Heron Street Elementary", "Riverbend Elementary"),
    ("Cotton Mill Elementary", "Brick Lane Elementary", "Copper Bell Elementary", "Wren Street Elementary"),
    ("Apricot Lane Elementary", "Plum Blossom Elementary", "Golden Pear Elementary", "Monarch Elementary"),
    ("Tidewater Elementary", "Anchor Point Elementary", "Sandpiper Elementary", "Old Harbor Elementary"),
    ("Lamplighter Elementary", "Firefly Elementary", "Evening Star Elementary", "Bluebell Elementary"),
    ("Cedar Park Elementary", "Acorn Elementary", "Fox Hollow Elementary", "Songbird Elementary"),
    ("Meadowlark Elementary", "Sunny Brook Elementary", "Clover Field Elementary", "Honeybee Elementary"),
    ("Summit Elementary", "Eagle Nest Elementary", "Stonecrop Elementary", "Juniper Elementary"),
)
K_8 = (
    ("Bridge Street School K-8", "Open Door School K-8"),
    ("Weavers' School K-8",),
    ("Harvest Moon School K-8", "Escuela del Valle K-8"),
    ("Lighthouse School K-8",),
    ("Kindling School K-8",),
    ("Treehouse School K-8",),
    ("Wild Geese School K-8",),
    ("Switchback School K-8",),
)
MIDDLE = (
    ("Ferry Crossing Middle",),
    ("Foundry Middle", "Waterwheel Middle"),
    ("Orchard Middle",),
    ("Compass Middle",),
    ("Beacon Middle",),
    ("Evergreen Middle",),
    ("Prairie Star Middle", "Tallgrass Middle"),
    ("Timberline Middle",),
)
HIGH = (
    ("Riverbend High", "New Leaf High"),
    ("Millwright High",),
    ("Valley High",),
    ("Harbor High",),
    ("Lantern Hill High",),
    ("Cedar Park High",),
    ("Meadowlark High",),
    ("Summit High",),
)
SMALL_HIGH = "New Leaf High"  # for pupils who start again
