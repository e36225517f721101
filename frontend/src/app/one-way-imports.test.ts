import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const FEATURES = readdirSync('src/features');
const RULE = 'ssfr(one-way-imports)';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'one-way-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Each file that our lint refuses for the way of its imports, and how often. */
function refused(sources: Record<string, readonly string[]>): Record<string, number> {
  for (const [name, lines] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  }
  const lint = [resolve('node_modules/oxlint/bin/oxlint'), '--config', resolve('.oxlintrc.json'), '--format', 'json', '.'];
  const ran = spawnSync(process.execPath, lint, { cwd: folder, encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  const { diagnostics } = JSON.parse(ran.stdout) as { diagnostics: { code: string; filename: string }[] };
  const found: Record<string, number> = {};
  for (const { code, filename } of diagnostics) if (code === RULE) found[filename] = (found[filename] ?? 0) + 1;
  return found;
}

const WAYS = (target: string) => [
  `import { y } from '${target}/y';`,
  `import type { Y } from '${target}/y';`,
  `export { z } from '${target}/z';`,
  `export * from '${target}/all';`,
  `export const later = () => import('${target}/later');`,
  `export const named = (name: string) => import(\`${target}/\${name}\`);`,
  `export type Far = import('${target}/far').Far;`,
  'export const used: Y = y;',
];

it('keeps every feature out of every other, however it is asked for and however deep', { timeout: 60_000 }, () => {
  const sources: Record<string, readonly string[]> = {};
  const all: Record<string, number> = {};
  for (const [index, feature] of FEATURES.entries()) {
    const other = FEATURES[(index + 1) % FEATURES.length] ?? '';
    for (const [name, target] of [
      ['top.ts', `../${other}`],
      ['components/deep.ts', `../../${other}/components`],
      ['components/history/deeper.ts', `../../../${other}/model`],
      ['model/alias.ts', `@features/${other}/model`],
      ['api/around.ts', `../../../features/${other}/api`],
    ] as const) {
      sources[`src/features/${feature}/${name}`] = WAYS(target);
      all[`src/features/${feature}/${name}`] = 7;
    }
  }
  expect(FEATURES.length).toBeGreaterThan(20);
  expect(refused(sources)).toEqual(all);
});

it('lets nothing look up from where it stands, and everything look down', { timeout: 60_000 }, () => {
  const sources = {
    'src/lib/up.ts': ["import '@kit/button';", "import '../charts/scatter';", "import '@features/studio/components/x';", "import '../app/x';"],
    'src/kit/up.ts': ["import '@features/studio/components/x';", "import '../features/studio/x';", "import '@app/x';", "import '../public-site/x';"],
    'src/charts/up.ts': ["import '@features/studio/components/x';", "import '@app/x';"],
    'src/features/studio/up.ts': ["import '@app/shell';", "import '../../public-site/x';"],
    'src/public-site/beside.ts': ["import '../app/shell';", "import '@app/shell';"],
    'src/app/beside.ts': ["import '../public-site/site';"],
    'src/features/studio/components/down.ts': ["import '../model/x';", "import './x';", "import '@kit/x';", "import '../../../lib/x';", "import 'react';"],
    'src/app/routes/down.ts': ["import '@features/studio/x';", "import '@features/risk/x';", "import '../shell';"],
    'src/kit/down.ts': ["import '@lib/x';", "import './x';"],
  };
  expect(refused(sources)).toEqual({
    'src/lib/up.ts': 4,
    'src/kit/up.ts': 4,
    'src/charts/up.ts': 2,
    'src/features/studio/up.ts': 2,
    'src/public-site/beside.ts': 2,
    'src/app/beside.ts': 1,
  });
});
