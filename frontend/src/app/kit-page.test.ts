import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDERS = ['kit', 'charts'] as const;
/** The frame of pages that ask the server for a year's settings; axe meets both on those pages. */
const FRAMES = new Set(['year-settings-page', 'use-year-settings']);
/** The kit page has one of it itself, at its top. */
const OF_THE_PAGE = new Set(['page-header']);

const isSource = (name: string) => /\.tsx?$/.test(name) && !name.includes('.test.');
const sourcesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(isSource)
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** What draws something and is asked for by name from outside its folder; the rest are parts of these. */
function widgets(): string[] {
  const asking = ['src/features', 'src/app', 'src/public-site'].flatMap(sourcesBelow).join('\n');
  return FOLDERS.flatMap((folder) =>
    readdirSync(`src/${folder}`)
      .filter((name) => name.endsWith('.tsx') && isSource(name))
      .map((name) => name.replace('.tsx', ''))
      .filter((name) => new RegExp(`import (?!type )[^;]*from '@${folder}/${name}'|import\\('@${folder}/${name}'\\)`).test(asking)),
  ).filter((name) => !FRAMES.has(name));
}

const page = sourcesBelow('src/app/kit-page').join('\n');
const shown = new Set([...page.matchAll(/<Sample of="([a-z-]+)/g)].map(([, name]) => name));

it('shows every control and every chart that a page can ask for', () => {
  const missing = widgets().filter((name) => !shown.has(name) && !OF_THE_PAGE.has(name));
  expect(missing).toEqual([]);
});

it('names no sample after a file that is gone, and shows what it names', () => {
  const known = FOLDERS.flatMap((folder) => readdirSync(`src/${folder}`)).map((name) => name.replace(/\.tsx$/, ''));
  for (const name of shown) {
    expect(known).toContain(name);
    // A toast is shown by its queue.
    expect(page).toMatch(new RegExp(`'@(kit|charts)/${name}(-queue)?'`));
  }
});

it('keeps every widget in the table of the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect([...shown].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
