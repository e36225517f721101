// Makes the types of the HTTP interface of docs/openapi.json: `npm run gen:api`; with `-- --check` only compares them.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const GENERATED = fileURLToPath(new URL('../src/lib/api-generated', import.meta.url));

const generate = (folder) =>
  createClient({
    input: DOCUMENT,
    output: { path: folder, entryFile: false },
    plugins: ['@hey-api/typescript'],
    logs: { level: 'silent' },
  });
const types = (folder) => readFile(join(folder, 'types.gen.ts'), 'utf8');

if (process.argv.includes('--check')) {
  const folder = await mkdtemp(join(tmpdir(), 'ssfr-api-'));
  try {
    await generate(folder);
    if ((await types(folder)) !== (await types(GENERATED))) {
      console.error('src/lib/api-generated is not what docs/openapi.json gives: run `npm run gen:api`.');
      process.exitCode = 1;
    }
  } finally {
    await rm(folder, { recursive: true });
  }
} else {
  await generate(GENERATED);
}
