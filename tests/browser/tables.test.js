/** The guide says what the code says. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { GUIDE, withTables } from './tables.js';

test('the tables of the guide are those of the source; `npm run tables` writes them', async () => {
  const guide = await readFile(GUIDE, 'utf8');
  assert.equal(guide, await withTables(guide));
  assert.ok(guide.includes('| `playlist` |') && guide.includes('| `--listen-word` |'));
});
