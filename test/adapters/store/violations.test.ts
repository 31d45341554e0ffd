import { describe, expect, test } from 'vitest';
import type { ViolationBook, ViolationRecord } from '../../../shared/ports.ts';
import { noise, YEAR } from './accounts.ts';
import { onEveryStore } from './stores.ts';

function record(number: number, note: string | null = null): ViolationRecord {
  return {
    id: `ORG-06-${number}`,
    fingerprint: `f${number}`,
    rule: 'ORG-06',
    subject: ['41924001'],
    firstSeenOn: 46_000,
    recurredOn: null,
    fixedOn: null,
    notes: note === null ? null : { 整改说明: note },
  };
}

function book(version: number, reading: number, records: readonly ViolationRecord[], college = 'JSJ'): ViolationBook {
  return { college, version, reading, records };
}

onEveryStore((stores) => {
  describe('violation books', () => {
    test('a book counts its versions', async () => {
      const { violations } = await stores.store();
      expect(await violations.books(YEAR)).toEqual([]);
      expect(await violations.put(YEAR, book(0, 1, [record(1)]))).toBe(true);
      expect(await violations.books(YEAR)).toEqual([book(1, 1, [record(1)])]);
      expect(await violations.put(YEAR, book(1, 1, []))).toBe(true);
      expect(await violations.books(YEAR)).toEqual([book(2, 1, [])]);
    });

    test('another run was first, or its reading was newer', async () => {
      const { violations } = await stores.store();
      expect(await violations.put(YEAR, book(0, 5, []))).toBe(true);
      expect(await violations.put(YEAR, book(0, 5, [record(1)]))).toBe(false);
      expect(await violations.put(YEAR, book(1, 4, [record(1)]))).toBe(false);
      expect(await violations.put(YEAR, book(1, 5, [record(2)]))).toBe(true);
      expect((await violations.books(YEAR))[0]?.records).toEqual([record(2)]);
    });

    test('school-wide matters and all colleges in one request', async () => {
      const store = await stores.store();
      for (const college of ['', 'JSJ', 'DX']) await store.violations.put(YEAR, book(0, 1, [record(1)], college));
      const before = store.requests().read;
      const books = await store.violations.books(YEAR);
      expect(books.map(({ college }) => college).toSorted()).toEqual(['', 'DX', 'JSJ']);
      expect(store.requests().read - before).toBe(1);
    });

    test('3,000 violations fit into one item', async () => {
      const store = await stores.store();
      const records = Array.from({ length: 3_000 }, (_, number) => record(number));
      const before = store.requests().write;
      expect(await store.violations.put(YEAR, book(0, 1, records))).toBe(true);
      expect(store.requests().write - before).toBe(1);
      expect((await store.violations.books(YEAR))[0]?.records).toEqual(records);
    });

    test('a book of 3 MB is kept in parts, and a shorter one leaves none of them', async () => {
      const table = await stores.place();
      const { violations } = await stores.at(table);
      const long = Array.from({ length: 30 }, (_, number) => record(number, noise(100_000, number)));
      expect(await violations.put(YEAR, book(0, 1, long))).toBe(true);
      expect(await violations.books(YEAR)).toEqual([book(1, 1, long)]);
      expect((await stores.itemsAt(table, `VIOLATIONS#${YEAR}`)).length).toBeGreaterThan(5);
      expect(await violations.put(YEAR, book(1, 1, [record(1)]))).toBe(true);
      expect(await violations.books(YEAR)).toEqual([book(2, 1, [record(1)])]);
      expect(await stores.itemsAt(table, `VIOLATIONS#${YEAR}`)).toHaveLength(1);
    });

    test('a refused book of 3 MB leaves nothing behind', async () => {
      const table = await stores.place();
      const { violations } = await stores.at(table);
      await violations.put(YEAR, book(0, 1, []));
      const long = Array.from({ length: 30 }, (_, number) => record(number, noise(100_000, number)));
      expect(await violations.put(YEAR, book(0, 1, long))).toBe(false);
      expect(await stores.itemsAt(table, `VIOLATIONS#${YEAR}`)).toHaveLength(1);
    });

    test('whoever reads while a large book is replaced again and again sees it whole', async () => {
      const { violations } = await stores.store();
      const records = (seed: number) => Array.from({ length: 4 }, (_, n) => record(n, noise(200_000, seed * 10 + n)));
      await violations.put(YEAR, book(0, 1, records(0)));
      let writing = true;
      const writer = (async () => {
        for (let version = 1; version <= 8; version += 1)
          await violations.put(YEAR, book(version, 1, records(version)));
        writing = false;
      })();
      while (writing) {
        const [read] = await violations.books(YEAR);
        expect(read?.records).toEqual(records(read!.version - 1));
      }
      await writer;
    });
  });
});
