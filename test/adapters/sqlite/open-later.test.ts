import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLater } from '../../../functions/adapters/sqlite/open-later.ts';
import { openSqlite } from '../../../functions/adapters/sqlite/store.ts';
import { storeIn } from '../../../functions/adapters/store/store.ts';

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'later-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'state');
}

it('a table that is only read, or from which something is removed, makes nothing', async () => {
  const folder = aFolder();
  const { table, close } = await openLater(folder);
  const { runs, snapshots, seals } = storeIn(table);
  expect([await runs.note('x'), await snapshots.heads(), await seals.seals(2025)]).toEqual([null, [], []]);
  await runs.removeNote('x');
  await close();
  expect(existsSync(folder)).toBe(false);
});

it('is made with the first write, once, and what is written then is there the next time; requests add up', async () => {
  const folder = aFolder();
  const { table, close } = await openLater(folder);
  const store = storeIn(table);
  await store.runs.note('x');
  await Promise.all([store.runs.putNote('x', '1'), store.runs.putNote('y', '2')]);
  expect([await store.runs.note('x'), await store.runs.note('y')]).toEqual(['1', '2']);
  expect(store.requests()).toEqual({ read: 3, write: 2 });
  await close();
  const again = await openSqlite({ stateFolder: folder });
  expect(await storeIn(again.table).runs.note('y')).toBe('2');
  await again.close();
});

it('where it cannot be made the first write says so, and tries again', async () => {
  const folder = aFolder();
  writeFileSync(folder, 'in the way');
  const { table, close } = await openLater(folder);
  const { runs } = storeIn(table);
  await expect(runs.putNote('x', '1')).rejects.toMatchObject({ name: 'Refused' });
  rmSync(folder);
  await runs.putNote('x', '1');
  expect(await runs.note('x')).toBe('1');
  await close();
});
