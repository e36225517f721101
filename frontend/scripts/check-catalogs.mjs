// Fails when a text in the source is missing from the catalogs, a catalog text is not translated, or a Spanish plural lacks
// a form: "1,000,000 de escuelas".
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOCALES = new URL('../src/locales/', import.meta.url).pathname;
const LANGUAGES = ['en', 'es', 'pseudo'];
const run = (command, ...args) => execFileSync(process.execPath, [`node_modules/@lingui/cli/dist/lingui-${command}.js`, ...args], { stdio: 'pipe' });
const catalogs = () => LANGUAGES.map((language) => readFileSync(join(LOCALES, `${language}.po`), 'utf8').replace(/^"POT-Creation-Date.*$/m, ''));

const times = (text, part) => text.split(part).length - 1;

const kept = mkdtempSync(join(tmpdir(), 'ssfr-locales-'));
cpSync(LOCALES, kept, { recursive: true });
const restore = () => {
  rmSync(LOCALES, { recursive: true });
  cpSync(kept, LOCALES, { recursive: true });
  rmSync(kept, { recursive: true });
};

let failure = null;
try {
  const before = catalogs();
  run('extract', '--clean');
  const after = catalogs();
  const stale = LANGUAGES.filter((_, index) => before[index] !== after[index]);
  const short = after[LANGUAGES.indexOf('es')].split('\n').filter((line) => line.startsWith('msgstr') && times(line, 'plural,') !== times(line, ' many {'));
  if (stale.length > 0) failure = `Catalogs lag behind the source: ${stale.join(', ')}. Run npm run i18n:extract and translate.`;
  else if (short.length > 0) failure = `Spanish plurals without the form of millions (many): ${short.join(' ')}`;
  else run('compile', '--strict');
} catch (error) {
  failure = `${error.stdout ?? ''}${error.stderr ?? error}`;
} finally {
  restore();
}
if (failure !== null) {
  console.error(failure);
  process.exit(1);
}
console.log('Catalogs are complete.');
