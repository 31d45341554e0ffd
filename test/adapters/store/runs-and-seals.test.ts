import { describe, expect, test } from 'vitest';
import type { RunRecord, SealRecord } from '../../../shared/ports.ts';
import { noise, YEAR } from './accounts.ts';
import { onEveryStore } from './stores.ts';

function run(number: number, failed: readonly string[] = []): RunRecord {
  return {
    runId: `run-${number}`,
    startedAt: `2026-06-30T18:0${number}:00.000Z`,
    finishedAt: `2026-06-30T18:0${number}:30.000Z`,
    trigger: 'schedule',
    asOf: 46_203,
    year: YEAR,
    ruleSet: 'r1',
    schemeVersion: 's1',
    awards: 812,
    reversals: 3,
    violations: 40,
    failed,
  };
}

onEveryStore((stores) => {
  describe('runs', () => {
    test('the latest first, as many as asked for', async () => {
      const { runs } = await stores.store();
      const failed = Array.from({ length: 300 }, (_, number) => `学院${number}`);
      for (const record of [run(2), run(1), run(3, failed)]) await runs.record(record);
      expect(await runs.recent(2)).toEqual([run(3, failed), run(2)]);
      expect(await runs.recent(10)).toHaveLength(3);
      expect(await runs.recent(0)).toEqual([]);
    });

    test('a run is forgotten after 800 days', async () => {
      const table = await stores.place();
      await (await stores.at(table)).runs.record(run(1));
      const [item] = await stores.itemsAt(table, 'RUN');
      expect(Number(item?.expires)).toBe(Date.parse(run(1).startedAt) / 1_000 + 800 * 86_400);
    });
  });

  describe('notes', () => {
    test('put, read, replace, remove', async () => {
      const { runs } = await stores.store();
      expect(await runs.note('scheme')).toBeNull();
      await runs.putNote('scheme', 'one');
      await runs.putNote('scheme', 'two');
      expect(await runs.note('scheme')).toBe('two');
      await runs.removeNote('scheme');
      await runs.removeNote('scheme');
      expect(await runs.note('scheme')).toBeNull();
    });

    test('by prefix, and empty values', async () => {
      const { runs } = await stores.store();
      for (const name of ['dirty/DX', 'dirty/JSJ', 'channel/JSJ'])
        await runs.putNote(name, name === 'dirty/DX' ? '' : name);
      expect(await runs.notes('dirty/')).toEqual([
        { name: 'dirty/DX', value: '' },
        { name: 'dirty/JSJ', value: 'dirty/JSJ' },
      ]);
      expect(await runs.notes('')).toHaveLength(3);
    });

    test('of many claims at once one holds', async () => {
      const table = await stores.place();
      const claims = Array.from({ length: 8 }, async (_, number) =>
        (await stores.at(table)).runs.claimNote('nonce', String(number)),
      );
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    });

    test('a note is gone once its time has come, the second before it is not', async () => {
      const table = await stores.place();
      let clock = 1_000;
      const { runs } = await stores.at(table, () => clock);
      await runs.putNote('mark', 'x', new Date(2_000_000).toISOString());
      clock = 1_999;
      expect(await runs.note('mark')).toBe('x');
      expect(await runs.claimNote('mark', 'y')).toBe(false);
      clock = 2_000;
      expect(await runs.note('mark')).toBeNull();
      expect(await runs.notes('')).toEqual([]);
      expect(await runs.claimNote('mark', 'y')).toBe(true);
      expect(await runs.note('mark')).toBe('y');
    });

    test('a note of 1 MB, and one that replaces it', async () => {
      const table = await stores.place();
      const { runs } = await stores.at(table);
      const value = noise(1_000_000);
      await runs.putNote('large', value);
      expect((await runs.note('large')) === value).toBe(true);
      expect((await runs.notes('large')).map(({ name }) => name)).toEqual(['large']);
      await runs.removeNote('large');
      expect(await stores.itemsAt(table, 'NOTE')).toEqual([]);
    });
  });

  describe('seals', () => {
    const seal = (sequence: number, manifest = '{}'): SealRecord => ({
      year: YEAR,
      kind: sequence === 1 ? 'sealed' : 'final',
      sequence,
      hash: `h${sequence}`,
      sealedAt: '2026-09-01T00:00:00.000Z',
      reason: sequence === 1 ? null : '申诉后定稿',
      manifest,
    });

    test('oldest first, never replaced', async () => {
      const { seals } = await stores.store();
      expect(await seals.append(seal(2))).toBe(true);
      expect(await seals.append(seal(1))).toBe(true);
      expect(await seals.append({ ...seal(1), hash: 'other' })).toBe(false);
      expect(await seals.seals(YEAR)).toEqual([seal(1), seal(2)]);
      expect(await seals.seals(YEAR + 1)).toEqual([]);
    });

    test('a manifest of 4 MB', async () => {
      const { seals } = await stores.store();
      expect(await seals.append(seal(1, noise(4_000_000)))).toBe(true);
      expect((await seals.seals(YEAR))[0]?.manifest === noise(4_000_000)).toBe(true);
    });
  });
});
