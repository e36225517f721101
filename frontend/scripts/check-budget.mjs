// Weighs what a browser loads first for each entry and route of the built app, and fails over budget. Part of every build.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url);
const KIB = 1024;
const LIMITS = { route: 190, studio: 210, publicEntry: 95, css: 10, chunk: 90 };
/** Entries without the app's shell; their limit is lower, and they bring nothing of the libraries that the shell stands on. */
const PUBLIC_ENTRIES = new Set(['public-site', 'survey-form']);
const OF_THE_SHELL = /^_(tanstack|base)-/;
/** The studio, and the views of it that edit the same scenario. */
const STUDIO_ROUTES = /routes\/(studio|scenario|services|origins|history)\.tsx$/;

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'));
const gzipKib = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length / KIB;
const sizes = new Map(readdirSync(new URL('assets/', DIST)).map((name) => [`assets/${name}`, gzipKib(`assets/${name}`)]));

/** The files a chunk needs before it runs: its own and those of its static imports. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key].imports ?? []) closure(imported, seen);
  return seen;
}

const filesOf = (keys) => new Set([...keys].map((key) => manifest[key].file));
const sum = (files) => [...files].reduce((total, file) => total + (sizes.get(file) ?? 0), 0);

const largestOf = (pattern) => Math.max(...Object.keys(manifest).filter((name) => pattern.test(name)).map((name) => sizes.get(manifest[name].file)));

const lines = [];
let over = 0;
function report(name, kib, limit) {
  const isOver = kib > limit;
  over += isOver ? 1 : 0;
  lines.push(`${isOver ? 'OVER' : 'ok  '} ${name.padEnd(44)} ${kib.toFixed(1).padStart(7)} KiB  limit ${limit}`);
}

for (const [key, entry] of Object.entries(manifest).filter(([, chunk]) => chunk.isEntry)) {
  const isPublic = PUBLIC_ENTRIES.has(entry.name);
  const start = closure(key);
  if (isPublic) {
    // Its texts in one language, and whatever else it may load by itself, belong to what a visitor waits for.
    for (const later of entry.dynamicImports ?? []) if (!later.includes('entry-catalog/')) closure(later, start);
    const texts = largestOf(new RegExp(`entry-catalog/(en|es)/${entry.name}$`));
    const foreign = [...start].filter((name) => OF_THE_SHELL.test(name));
    if (foreign.length > 0) {
      over += 1;
      lines.push(`OVER entry ${entry.name} loads ${foreign.join(', ')} of the app`);
    }
    report(`entry ${entry.name}`, sum(filesOf(start)) + texts, LIMITS.publicEntry);
    continue;
  }
  // Any page of the app also loads the texts of its frame and of its features in one language, and all but the sign-in and
  // the kit stand in the shell.
  const frameTexts = largestOf(/locales\/(en|es)\.po$/);
  for (const route of Object.keys(manifest).filter((name) => /app\/routes\/[^/]+\.tsx$/.test(name))) {
    const keys = closure(route, new Set(start));
    if (!/routes\/(sign-in|kit|not-found)\.tsx$/.test(route)) closure('src/app/shell.tsx', keys);
    const features = [...new Set([...readFileSync(new URL(`../${route}`, import.meta.url), 'utf8').matchAll(/@features\/([a-z0-9-]+)\//g)].map(([, feature]) => feature))];
    const catalog = frameTexts + features.reduce((total, feature) => total + largestOf(new RegExp(`feature-catalog/(en|es)/${feature}$`)), 0);
    const limit = STUDIO_ROUTES.test(route) ? LIMITS.studio : LIMITS.route;
    report(`route ${route.replace('src/app/routes/', '').replace('.tsx', '')}`, sum(filesOf(keys)) + catalog, limit);
  }
}
report('all style sheets', sum([...sizes.keys()].filter((file) => file.endsWith('.css'))), LIMITS.css);
const largest = [...sizes].filter(([file]) => file.endsWith('.js')).toSorted((one, other) => other[1] - one[1])[0];
report(`largest chunk ${largest[0].replace('assets/', '')}`, largest[1], LIMITS.chunk);

// A build says only what is wrong.
const shown = process.argv.includes('--quiet') ? lines.filter((line) => line.startsWith('OVER')) : lines;
if (shown.length > 0) console.log(shown.join('\n'));
if (over > 0) {
  console.error(`${over} over budget. Load a part later, or ask whether it is worth its weight.`);
  process.exit(1);
}
