/**
 * Notes that a page writes itself when it saves a scenario. They are kept for years, so they are English as everything
 * that is stored; the service says them in the language of whoever reads the history
 * (`services/allocation/spanish/notes.py`).
 */
export const versionNotes = {
  holdHarmless: 'Hold harmless',
  groups: 'Levels, needs and groups',
  newestCounts: 'Calculated from the newest counts',
  chosenCounts: (version: number): string => `Calculated from version ${version} of the counts`,
  newestRevenue: 'Calculated from the newest revenue sources',
  chosenRevenue: (version: number): string => `Calculated from version ${version} of the revenue sources`,
  recount: (revision: number, version: number): string => `Recount of revision ${revision} with version ${version} of the counts`,
};
