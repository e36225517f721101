import type { Choice } from './choice-field';

/** Lower case and without accents, so that `pena` finds `Peña`. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Items whose words hold every typed word; those that start with the text come first. */
export function matching(items: readonly Choice[], text: string): readonly Choice[] {
  const typed = plain(text).trim();
  if (typed === '') return items;
  const words = typed.split(/\s+/);
  const found = items.filter((item) => {
    const own = plain(`${item.label} ${item.id}`);
    return words.every((word) => own.includes(word));
  });
  const starts = (item: Choice) => Number(!plain(item.label).startsWith(typed));
  return found.toSorted((one, other) => starts(one) - starts(other));
}
