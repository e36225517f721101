/** A text in both languages; without Spanish the English stands for it. */
export type BothLanguages = { [language: string]: string };

export const textIn = (text: BothLanguages, language: string): string => text[language] || text['en'] || '';

/** The address people are given. */
export const linkOf = (token: string): string => `${location.origin}/take-part/${token}`;

/** A date as a date field and the server write it, some days from today. */
export function dayFromToday(days: number, now = new Date()): string {
  const day = new Date(now.getTime() + days * 86_400_000);
  return day.toISOString().slice(0, 10);
}

/** A date of the calendar, shown as the same day everywhere. */
export const noon = (day: string): string => `${day}T12:00:00`;
