/** A name of a policy for several of its levels; a level is in one group at most. */
export type LevelGroup = { level_group: string; levels: readonly string[] };

/** The level of a cell that speaks for every level without a cell of its own or of its group. */
export const EVERY_LEVEL = '*';

/** Where the value of a level may stand, what goes before first: its own cell, that of its group, that of every level. */
export function placesOf(level: string, groups: readonly LevelGroup[]): string[] {
  if (level === EVERY_LEVEL) return [EVERY_LEVEL];
  const group = groups.find((one) => one.levels.includes(level));
  return group === undefined ? [level, EVERY_LEVEL] : [level, group.level_group, EVERY_LEVEL];
}

/** The cell that counts for a level, of cells about one thing. */
export function cellFor<C extends { level: string }>(cells: readonly C[], groups: readonly LevelGroup[], level: string): C | undefined {
  for (const place of placesOf(level, groups)) {
    const found = cells.find((cell) => cell.level === place);
    if (found !== undefined) return found;
  }
  return undefined;
}
