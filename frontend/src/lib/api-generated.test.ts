import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('is what docs/openapi.json gives', { timeout: 90_000 }, () => {
  const checked = spawnSync(process.execPath, ['scripts/generate-api.mjs', '--check'], { encoding: 'utf8' });
  expect(checked.stderr).toBe('');
  expect(checked.status).toBe(0);
});
