import { describe, expect, test } from 'vitest';
import type { Table } from '../../../functions/adapters/store/items.ts';
import { storeIn } from '../../../functions/adapters/store/store.ts';
import { type CalendarDay, parseIsoDay } from '../../../shared/domain/calendar.ts';
import type { Snapshots } from '../../../shared/ports.ts';
import { listStrays } from '../../../shared/run/forget/list-strays.ts';
import { Death } from '../../support/dying-store.ts';
import { noise } from './accounts.ts';
import { onEveryStore } from './stores.ts';

/** Readings whose heads have left them are forgotten; those that are heads or sealed never are, whoever dies when. */
const day = (text: string): CalendarDay => parseIsoDay(text) ?? expect.unreachable(text);

/** What was left, or begun, before a day. */
const on = (text: string) => ({ left: day(text), begun: day(text) });

/** A reading at noon in Beijing. */
function reading(hash: string, on: string, college = 'JSJ') {
  return { college, workbook: `${college}.xlsx`, hash, version: `v-${hash}`, readAt: `${on}T04:00:00.000Z` };
}

const NONE = async (): Promise<ReadonlySet<string>> => new Set();
const UNASKED = async (): Promise<never> =>
  expect.unreachable('seals are asked for where there is something to forget');

async function standing(snapshots: Snapshots, hashes: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const hash of hashes)
    if (
      await snapshots.content(hash).then(
        () => true,
        () => false,
      )
    )
      found.push(hash);
  return found;
}

/** A table whose process dies at a call that writes: before it, or right after it. */
function dyingTable(table: Table, at: number, when: 'before' | 'after'): Table {
  let calls = 0;
  const mortal =
    <Given extends readonly unknown[], Answer>(call: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      const dies = ++calls === at;
      if (dies && when === 'before') throw new Death();
      const answer = await call(...given);
      if (dies) throw new Death();
      return answer;
    };
  return { ...table, put: mortal(table.put), putAll: mortal(table.putAll), removeAll: mortal(table.removeAll) };
}

/** A table at which something happens before the head is put. */
async function overtaken(table: Table, meanwhile: () => Promise<void>): Promise<Table> {
  let isFirst = true;
  return {
    ...table,
    async put(item, condition) {
      if (item.pk === 'HEAD' && isFirst) {
        isFirst = false;
        await meanwhile();
      }
      return table.put(item, condition);
    },
  };
}

onEveryStore((stores) => {
  describe('snapshots that were left', () => {
    test('of a version that kept no list go once they are listed, but not heads, nor what a seal names', async () => {
      const table = await stores.table(await stores.place());
      const { snapshots, seals, texts } = storeIn(table);
      await snapshots.accept(reading('a', '2024-01-01'), () => 'A');
      await snapshots.accept(reading('b', '2024-02-01'), () => 'B');
      await snapshots.accept(reading('c', '2024-03-01'), () => 'C');
      const manifest = JSON.stringify({ content: { workbooks: [{ snapshot: 'b' }] } });
      const seal = {
        year: 2023,
        kind: 'sealed',
        sequence: 1,
        hash: 'h',
        sealedAt: '2024-09-01',
        reason: null,
      } as const;
      await seals.append({ ...seal, manifest });
      await table.removeAll(await table.query('LEFT'));
      expect(await snapshots.forgetLeft(on('2030-01-01'), NONE)).toBe(0);
      expect(await listStrays(texts, day('2026-03-01'))).toBe(1);
      expect(await listStrays(texts, day('2026-03-02'))).toBe(0);
      expect(await snapshots.forgetLeft(on('2026-03-01'), UNASKED)).toBe(0);
      expect(await snapshots.forgetLeft(on('2026-03-02'), NONE)).toBe(1);
      expect(await standing(snapshots, ['a', 'b', 'c'])).toEqual(['b', 'c']);
    });

    test('go from the day on that they were left before, neither read long ago nor heads', async () => {
      const { snapshots } = await stores.store();
      await snapshots.accept(reading('a', '2024-01-01'), () => 'A');
      await snapshots.accept(reading('b', '2025-03-10'), () => 'B');
      await snapshots.accept(reading('c', '2025-03-11'), () => 'C');
      expect(await snapshots.forgetLeft(on('2025-03-10'), UNASKED)).toBe(0);
      expect(await standing(snapshots, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
      expect(await snapshots.forgetLeft(on('2025-03-11'), NONE)).toBe(1);
      expect(await standing(snapshots, ['a', 'b', 'c'])).toEqual(['b', 'c']);
      expect(await snapshots.forgetLeft(on('2030-01-01'), NONE)).toBe(1);
      expect(await standing(snapshots, ['a', 'b', 'c'])).toEqual(['c']);
      expect(await snapshots.forgetLeft(on('2030-01-01'), UNASKED)).toBe(0);
    });

    test('stay where a seal names them, and are looked at once', async () => {
      const { snapshots } = await stores.store();
      await snapshots.accept(reading('a', '2024-01-01'), () => 'A');
      await snapshots.accept(reading('b', '2024-02-01'), () => 'B');
      expect(await snapshots.forgetLeft(on('2030-01-01'), async () => new Set(['a']))).toBe(0);
      expect(await snapshots.content('a')).toBe('A');
      expect(await snapshots.forgetLeft(on('2030-01-01'), UNASKED)).toBe(0);
    });

    test('count from the last time when a content has come back', async () => {
      const { snapshots } = await stores.store();
      await snapshots.accept(reading('a', '2024-01-01'), () => 'A');
      await snapshots.accept(reading('b', '2024-02-01'), () => 'B');
      await snapshots.accept(reading('a', '2024-03-01'), () => 'A');
      expect(await snapshots.forgetLeft(on('2024-03-01'), NONE)).toBe(0);
      expect(await snapshots.content('a')).toBe('A');
      await snapshots.accept(reading('c', '2024-04-01'), () => 'C');
      expect(await snapshots.forgetLeft(on('2024-04-01'), NONE)).toBe(1);
      expect(await standing(snapshots, ['a', 'b', 'c'])).toEqual(['a', 'c']);
      expect(await snapshots.forgetLeft(on('2024-04-02'), NONE)).toBe(1);
      expect(await standing(snapshots, ['a', 'b', 'c'])).toEqual(['c']);
    });

    test('that a run stored and whose head somebody else moved first go soon, and not what became a head', async () => {
      const place = await stores.place();
      const { snapshots } = await stores.at(place);
      await snapshots.accept(reading('a', '2024-01-01'), () => 'A');
      const late = storeIn(
        await overtaken(await stores.table(place), async () => {
          await snapshots.accept(reading('c', '2024-01-03'), () => 'C');
        }),
      ).snapshots;
      expect((await late.accept(reading('b', '2024-01-02'), () => 'B')).hash).toBe('c');
      expect(await standing(snapshots, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
      expect(await snapshots.forgetLeft({ left: day('2023-01-01'), begun: day('2024-01-02') }, UNASKED)).toBe(0);
      expect(await snapshots.forgetLeft({ left: day('2023-01-01'), begun: day('2024-01-03') }, NONE)).toBe(1);
      expect(await standing(snapshots, ['a', 'b', 'c'])).toEqual(['a', 'c']);
    });

    test('stay as long as another workbook has the same content', async () => {
      const { snapshots } = await stores.store();
      await snapshots.accept(reading('a', '2024-01-01', 'JSJ'), () => 'A');
      await snapshots.accept(reading('a', '2024-01-01', 'DX'), () => 'A');
      await snapshots.accept(reading('b', '2024-02-01', 'JSJ'), () => 'B');
      expect(await snapshots.forgetLeft(on('2030-01-01'), NONE)).toBe(0);
      expect(await snapshots.content('a')).toBe('A');
    });

    test('leave nothing of a large body behind, and can be read and kept again', async () => {
      const place = await stores.place();
      const { snapshots } = await stores.at(place);
      const large = stores.isSlow ? noise(800_000) : noise(2_000_000);
      await snapshots.accept(reading('a', '2024-01-01'), () => large);
      await snapshots.accept(reading('b', '2024-02-01'), () => 'B');
      expect((await stores.itemsAt(place, 'SNAPSHOT#a')).length).toBeGreaterThan(2);
      expect(await snapshots.forgetLeft(on('2030-01-01'), NONE)).toBe(1);
      const left = await stores.itemsAt(place, 'SNAPSHOT#a');
      expect(left.filter(({ sk, text }) => sk !== '0' || text !== '')).toEqual([]);
      expect(await (await stores.at(place)).texts.all()).not.toContainEqual(expect.objectContaining({ name: 'a' }));
      await snapshots.accept(reading('a', '2024-03-01'), () => large);
      expect((await snapshots.content('a')) === large).toBe(true);
    });

    test('of an earlier version of the software, which noted no day, go when their head has left them', async () => {
      const place = await stores.place();
      const { snapshots } = await stores.at(place);
      await snapshots.accept(reading('a', '2024-01-01'), () => 'A');
      await (await stores.table(place)).put({ pk: 'SNAPSHOT#a', sk: '0', text: 'A' });
      await snapshots.accept(reading('b', '2024-02-01'), () => 'B');
      expect(await snapshots.forgetLeft(on('2024-02-02'), NONE)).toBe(1);
      expect(await standing(snapshots, ['a', 'b'])).toEqual(['b']);
    });

    test('stay when a run reads the same content again while they are being forgotten', async () => {
      const place = await stores.place();
      const { snapshots } = await stores.at(place);
      await snapshots.accept(reading('a', '2024-01-01'), () => 'A');
      await snapshots.accept(reading('b', '2024-02-01'), () => 'B');
      const forgotten = await snapshots.forgetLeft(on('2030-01-01'), async () => {
        // After the heads were read.
        await (await stores.at(place)).snapshots.accept(reading('a', '2030-01-01'), () => 'A');
        return new Set();
      });
      expect(forgotten).toBe(0);
      const [head] = await snapshots.heads();
      expect(head?.hash).toBe('a');
      expect(await snapshots.content('a')).toBe('A');
    });

    test.skipIf(stores.isSlow)(
      'a death at any write, of the reading or of the forgetting, loses no head and leaves nothing for ever',
      async () => {
        const table = await stores.table(await stores.place());
        for (const when of ['before', 'after'] as const) {
          let isDone = false;
          for (let at = 1; !isDone; at++) {
            const name = `${when}-${at}`;
            const read = (letter: string, on: string) => reading(`${letter}-${name}`, on, name);
            const mortal = storeIn(dyingTable(table, at, when)).snapshots;
            const life = async (): Promise<void> => {
              await mortal.accept(read('a', '2024-01-01'), () => 'A');
              await mortal.accept(read('b', '2024-02-01'), () => 'B');
              await mortal.forgetLeft(on('2024-02-02'), NONE);
            };
            isDone = await life().then(
              () => true,
              (error: unknown) => !(error instanceof Death) && expect.unreachable(String(error)),
            );
            const { snapshots } = storeIn(table);
            const own = (await snapshots.heads()).filter(({ college }) => college === name);
            expect([
              name,
              await standing(
                snapshots,
                own.map(({ hash }) => hash),
              ),
            ]).toEqual([name, own.map(({ hash }) => hash)]);
            await snapshots.accept(read('c', '2024-05-01'), () => 'C');
            await snapshots.forgetLeft(on('2024-06-01'), NONE);
            const left = await standing(
              snapshots,
              ['a', 'b', 'c'].map((letter) => `${letter}-${name}`),
            );
            expect(left).toEqual([`c-${name}`]);
            expect(await table.query('LEFT')).toEqual([]);
          }
        }
      },
    );
  });
});
