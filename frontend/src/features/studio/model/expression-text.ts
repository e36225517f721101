/** What is being typed at the cursor: a name that was begun, perhaps in quotation marks. */
export type Begun = { from: number; text: string };

const WORD = /[A-Za-z_][A-Za-z0-9_]*$/;

/** The word that the cursor ends; empty between words. */
export function begunAt(text: string, cursor: number): Begun {
  const before = text.slice(0, cursor);
  // After an odd number of quotation marks the last one began a name.
  const isQuoted = before.split('"').length % 2 === 0;
  const word = isQuoted ? before.slice(before.lastIndexOf('"')) : (WORD.exec(before)?.[0] ?? '');
  return { from: cursor - word.length, text: word.replace('"', '') };
}

export type Inserted = { text: string; cursor: number };

/** Put a name in place of the word that was begun. */
export function insertName(text: string, cursor: number, insert: string): Inserted {
  const { from } = begunAt(text, cursor);
  // The closing quotation mark may stand there already.
  const rest = insert.endsWith('"') && text[cursor] === '"' ? text.slice(cursor + 1) : text.slice(cursor);
  return { text: text.slice(0, from) + insert + rest, cursor: from + insert.length };
}

export type Marked = { text: string; isFault: boolean };

/** The text in pieces, the word or sign at each fault marked; places count from 1. */
export function markFaults(text: string, places: readonly number[]): Marked[] {
  const pieces: Marked[] = [];
  let done = 0;
  for (const place of [...new Set(places)].toSorted((one, other) => one - other)) {
    const start = Math.min(Math.max(place - 1, 0), Math.max(text.length - 1, 0));
    if (start < done || text === '') continue;
    const word = /^(?:"[^"\n]*"?|[A-Za-z0-9_.]+|\S|\s)/.exec(text.slice(start))?.[0] ?? '';
    pieces.push({ text: text.slice(done, start), isFault: false }, { text: word, isFault: true });
    done = start + word.length;
  }
  pieces.push({ text: text.slice(done), isFault: false });
  return pieces.filter((piece) => piece.text !== '');
}

/** Words of the language cannot name a measure. */
const WORDS: ReadonlySet<string> = new Set(
  'pupils pupil current_budget min max round round_even round_down round_up root sum mean lowest highest count share measure source_amount level flag school_type has clamp if and or not true false'.split(' '),
);

export type NameFault = 'bad' | 'reserved' | 'taken';

/** Why formulas cannot know a measure by this name; `null`: they can. */
export function nameFault(name: string, taken: readonly string[]): NameFault | null {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name)) return 'bad';
  if (WORDS.has(name)) return 'reserved';
  return taken.includes(name) ? 'taken' : null;
}

/** A short name for a measure, from what people call it: `Small schools (2027)` is `small_schools_2027`. */
export function nameFrom(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  const base = plain === '' ? 'own_measure' : /^[0-9]/.test(plain) ? `m_${plain}` : WORDS.has(plain) ? `${plain}_of_school` : plain;
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}_${number}`)) return `${base}_${number}`;
}
