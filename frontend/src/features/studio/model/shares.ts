/** What the cells of a `shares` rule still lack to make a whole. */
export function sharesGapBp(cells: readonly { share_bp: number }[]): number {
  return 10_000 - cells.reduce((sum, cell) => sum + cell.share_bp, 0);
}

/** The rest goes to the last cell, so that the whole is spent. */
export function giveRestToLast<Cell extends { share_bp: number }>(cells: readonly Cell[]): Cell[] {
  const last = cells.at(-1);
  if (last === undefined) return [];
  const share_bp = last.share_bp + sharesGapBp(cells);
  return share_bp < 0 ? [...cells] : [...cells.slice(0, -1), { ...last, share_bp }];
}
