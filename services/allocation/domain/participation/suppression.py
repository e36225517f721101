"""Which groups of schools are shown: none that is too small to be a group, and none that tells of such a one.

What is known is the district's total and every group that is shown, whatever schools are divided by: a level, a need or
a size. A small group follows from them where adding and taking away some of them leaves exactly its schools.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from services.allocation.domain.prepare import Mask

Pupils = npt.NDArray[np.int64]
_Matrix = npt.NDArray[np.float64]

FEWEST_SCHOOLS = 3
"""Groups of fewer schools are hidden."""


def hidden_groups(divisions: Sequence[Sequence[Mask]], pupils: Pupils, fewest_pupils: int) -> list[list[bool]]:
    """Return for each division which of its groups are hidden.

    Args:
        divisions: The groups of each division, as masks over the schools; a school is in one group of a division.
        pupils: Pupils of each school.
        fewest_pupils: Groups of fewer are hidden, in the unit of ``pupils``.
    """
    if not any(divisions):
        return [[] for _ in divisions]
    left = iter(_Groups(divisions, pupils, fewest_pupils).hidden())
    return [list(islice(left, len(masks))) for masks in divisions]


@dataclass(frozen=True, slots=True)
class _Group:
    division: int
    mask: Mask
    size: tuple[int, int]  # schools, pupils


class _Groups:
    def __init__(self, divisions: Sequence[Sequence[Mask]], pupils: Pupils, fewest_pupils: int) -> None:
        self._pupils = pupils
        self._fewest_pupils = fewest_pupils
        self._groups = [self._group(number, mask) for number, masks in enumerate(divisions) for mask in masks]
        masks = np.stack([group.mask for group in self._groups])
        self._counted: Mask = np.asarray(masks.any(axis=0))
        # Schools that are in the same groups are as one, which keeps the equations few.
        self._one_of_each = np.unique(masks[:, self._counted], axis=1, return_index=True)[1]

    def hidden(self) -> list[bool]:
        """Return which groups are hidden, in their order."""
        hidden = [self._is_small(group) for group in self._groups]
        while not all(hidden) and (secret := self._told(hidden)) is not None:
            hidden[self._next_to_hide(hidden, secret)] = True
        return hidden

    def _group(self, division: int, mask: Mask) -> _Group:
        return _Group(division, mask, (int(np.count_nonzero(mask)), int(self._pupils[mask].sum())))

    def _is_small(self, group: _Group) -> bool:
        schools, pupils = group.size
        return schools < FEWEST_SCHOOLS or pupils < self._fewest_pupils

    def _told(self, hidden: list[bool]) -> _Group | None:
        """Return the first small group that follows from what is shown."""
        known = self._known(hidden)
        return next((secret for secret in self._secrets(hidden) if self._follows(secret, known)), None)

    def _secrets(self, hidden: list[bool]) -> list[_Group]:
        """Return the small groups, and what is hidden of a division where all of it together is small too."""
        mine = [group for group, is_hidden in zip(self._groups, hidden, strict=True) if is_hidden]
        together: dict[int, Mask] = {}
        for group in mine:
            together[group.division] = group.mask | together.get(group.division, group.mask)
        return [group for group in (*mine, *map(self._group, together, together.values())) if self._is_small(group)]

    def _next_to_hide(self, hidden: list[bool], secret: _Group) -> int:
        """Return the smallest group without which the secret is one; failing that, the smallest of its division."""
        shown = [index for index, is_hidden in enumerate(hidden) if not is_hidden]
        shown.sort(key=lambda index: self._groups[index].size)
        for index in shown:
            if not self._follows(secret, self._known([*hidden[:index], True, *hidden[index + 1 :]])):
                return index
        return next((index for index in shown if self._groups[index].division == secret.division), shown[0])

    def _known(self, hidden: list[bool]) -> _Matrix:
        shown = [group.mask for group, is_hidden in zip(self._groups, hidden, strict=True) if not is_hidden]
        return np.stack([self._equation(mask) for mask in (self._counted, *shown)])

    def _follows(self, secret: _Group, known: _Matrix) -> bool:
        """Return whether the known sums, each times some number, add up to the secret."""
        equation = self._equation(secret.mask)
        times = np.linalg.lstsq(known.T, equation, rcond=None)[0]
        return bool(np.allclose(known.T @ times, equation, atol=1e-6))

    def _equation(self, mask: Mask) -> _Matrix:
        return mask[self._counted][self._one_of_each].astype(np.float64)
