import { describe, expect, test } from 'vitest';
import { Refused } from '../../../shared/ports.ts';
import { noise } from './accounts.ts';
import { onEveryStore } from './stores.ts';

function reading(hash: string, minute: number, college = 'JSJ') {
  const readAt = `2026-06-30T18:${String(minute).padStart(2, '0')}:00.000Z`;
  return { college, workbook: `${college}.xlsx`, hash, version: `v-${hash}`, readAt };
}

onEveryStore((stores) => {
  describe('heads', () => {
    test('a changed content moves the head and counts', async () => {
      const { snapshots } = await stores.store();
      expect(await snapshots.heads()).toEqual([]);
      expect(await snapshots.accept(reading('a', 1), () => 'A')).toEqual({ ...reading('a', 1), changes: 1 });
      expect(await snapshots.accept(reading('b', 2), () => 'B')).toEqual({ ...reading('b', 2), changes: 2 });
      expect(await snapshots.heads()).toEqual([{ ...reading('b', 2), changes: 2 }]);
      expect(await snapshots.content('a')).toBe('A');
      expect(await snapshots.content('b')).toBe('B');
    });

    test('the same content writes nothing and asks nothing once the heads were read', async () => {
      const store = await stores.store();
      for (const college of ['', 'JSJ', 'DX']) await store.snapshots.accept(reading('a', 1, college), () => 'A');
      const before = store.requests();
      await store.snapshots.heads();
      for (const college of ['', 'JSJ', 'DX']) {
        const head = await store.snapshots.accept(reading('a', 2, college), () => expect.unreachable());
        expect(head).toEqual({ ...reading('a', 1, college), changes: 1 });
      }
      expect(store.requests()).toEqual({ read: before.read + 1, write: before.write });
    });

    test('heads read long ago do not hide what another process accepted', async () => {
      const table = await stores.place();
      const open = () => stores.at(table);
      const [ours, theirs] = [await open(), await open()];
      await ours.snapshots.accept(reading('a', 1), () => 'A');
      await ours.snapshots.heads();
      await ours.snapshots.accept(reading('a', 2), () => 'A');
      await theirs.snapshots.accept(reading('b', 3), () => 'B');
      expect((await ours.snapshots.accept(reading('a', 4), () => 'A')).changes).toBe(3);
    });

    test('a reading that began later stands', async () => {
      const { snapshots } = await stores.store();
      await snapshots.accept(reading('new', 9), () => 'N');
      expect(await snapshots.accept(reading('old', 1), () => 'O')).toEqual({ ...reading('new', 9), changes: 1 });
      expect(await snapshots.heads()).toEqual([{ ...reading('new', 9), changes: 1 }]);
    });

    test('many readings at once: the latest stands, and every move was counted', async () => {
      const table = await stores.place();
      const minutes = [3, 1, 8, 5, 2, 7, 4, 6];
      const heads = await Promise.all(
        minutes.map(async (minute) =>
          (await stores.at(table)).snapshots.accept(reading(`h${minute}`, minute), () => 'X'),
        ),
      );
      const [head] = await (await stores.at(table)).snapshots.heads();
      expect(head?.hash).toBe('h8');
      expect(head?.changes).toBe(new Set(heads.map(({ changes }) => changes)).size);
    });
  });

  describe('contents', () => {
    test('a snapshot of 5 MB comes back as it was', async () => {
      const store = await stores.store();
      const content = noise(5_000_000);
      await store.snapshots.accept(reading('large', 1), () => content);
      expect((await store.snapshots.content('large')) === content).toBe(true);
    });

    test('a college workbook of 1.5 MB of ordinary rows takes one item, its head, and a line that comes and goes', async () => {
      const store = await stores.store();
      const rows = Array.from({ length: 20_000 }, (_, row) => [
        `41924${row}`,
        '张三',
        '计算机2301班',
        46_000 + (row % 365),
      ]);
      const content = JSON.stringify(rows);
      const before = store.requests().write;
      await store.snapshots.accept(reading('rows', 1), () => content);
      expect(store.requests().write - before).toBe(4);
      expect((await store.snapshots.content('rows')) === content).toBe(true);
    });

    test('a content that returns is not lost when it was stored before', async () => {
      const { snapshots } = await stores.store();
      await snapshots.accept(reading('a', 1), () => noise(2_000_000));
      await snapshots.accept(reading('b', 2), () => 'B');
      expect((await snapshots.accept(reading('a', 3), () => noise(2_000_000))).changes).toBe(3);
      expect((await snapshots.content('a')) === noise(2_000_000)).toBe(true);
    });

    test('a snapshot that is gone is refused in plain words', async () => {
      const { snapshots } = await stores.store();
      await expect(snapshots.content('abc')).rejects.toThrow(/没有快照 abc/u);
      await expect(snapshots.content('abc')).rejects.toBeInstanceOf(Refused);
    });
  });
});
