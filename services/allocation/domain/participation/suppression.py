"""Which groups of schools are shown: none that is too small to be a group, and none that tells of such a one.

What is known is the district's total and every group that is shown, whatever schools are divided by: a level, a need or
a size. Few schools follow from them where adding and taking away some of them leaves exactly these, whether they have a
name or are only what two divisions leave between them: the large schools that are no high schools.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np
import numpy.typing as npt

from services.allocation.domain.prepare import Mask

Pupils = npt.NDArray[np.int64]
_Matrix = npt.NDArray[np.float64]

_NOTHING = 1e-6  # of numbers that are 0 or 1

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
    """Schools; ``division`` is None where no division has a name for them."""

    division: int | None
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
        alike, self._one_of_each = np.unique(masks[:, self._counted], axis=1, return_index=True)
        cells = [self._group(None, self._counted & (masks == cell[:, None]).all(axis=0)) for cell in alike.T]
        self._nameless = [*(cell for cell in cells if self._is_small(cell.size)), *self._pairs(cells)]

    def hidden(self) -> list[bool]:
        """Return which groups are hidden, in their order."""
        hidden = [self._is_small(group.size) for group in self._groups]
        while not all(hidden) and (secret := self._told(hidden)) is not None:
            hidden[self._next_to_hide(hidden, secret)] = True
        return hidden

    def _group(self, division: int | None, mask: Mask) -> _Group:
        return _Group(division, mask, (int(np.count_nonzero(mask)), int(self._pupils[mask].sum())))

    def _pairs(self, cells: Sequence[_Group]) -> Iterator[_Group]:
        """Yield what two cells are together where that is small: two schools are in one cell or in two."""
        for one, other in combinations(cells, 2):
            size = one.size[0] + other.size[0], one.size[1] + other.size[1]
            if self._is_small(size):
                yield _Group(None, one.mask | other.mask, size)

    def _is_small(self, size: tuple[int, int]) -> bool:
        schools, pupils = size
        return schools < FEWEST_SCHOOLS or pupils < self._fewest_pupils

    def _told(self, hidden: list[bool]) -> _Group | None:
        """Return the first small group that follows from what is shown."""
        secrets = self._secrets(hidden)
        told = np.flatnonzero(self._follow(secrets, self._known(hidden)))
        return secrets[told[0]] if len(told) else None

    def _secrets(self, hidden: list[bool]) -> list[_Group]:
        """Return whatever is small: groups, what is hidden of a division together, and schools that have no name."""
        mine = [group for group, is_hidden in zip(self._groups, hidden, strict=True) if is_hidden]
        together: dict[int | None, Mask] = {}
        for group in mine:
            together[group.division] = group.mask | together.get(group.division, group.mask)
        named = (*mine, *map(self._group, together, together.values()))
        return [*(group for group in named if self._is_small(group.size)), *self._nameless]

    def _next_to_hide(self, hidden: list[bool], secret: _Group) -> int:
        """Return the smallest group without which the secret is one; failing that, the smallest of its division."""
        shown = [index for index, is_hidden in enumerate(hidden) if not is_hidden]
        shown.sort(key=lambda index: self._groups[index].size)
        for index in shown:
            known = self._known([*hidden[:index], True, *hidden[index + 1 :]])
            if not self._follow([secret], known).any():
                return index
        return next((index for index in shown if self._groups[index].division == secret.division), shown[0])

    def _known(self, hidden: list[bool]) -> _Matrix:
        """Return what is shown as the projection on everything that follows from it."""
        shown = [group.mask for group, is_hidden in zip(self._groups, hidden, strict=True) if not is_hidden]
        equations = np.stack([self._equation(mask) for mask in (self._counted, *shown)])
        return np.asarray(np.linalg.pinv(equations) @ equations)

    def _follow(self, secrets: Sequence[_Group], known: _Matrix) -> Mask:
        """Return of which secrets it is true that known sums, each times some number, add up to them."""
        equations = np.array([self._equation(secret.mask) for secret in secrets]).reshape(len(secrets), len(known))
        return np.asarray((np.abs(equations @ known - equations) < _NOTHING).all(axis=1))

    def _equation(self, mask: Mask) -> _Matrix:
        return mask[self._counted][self._one_of_each].astype(np.float64)
