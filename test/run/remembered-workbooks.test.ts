import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RemoteFiles } from '../../functions/adapters/remote-files.ts';
import { remoteFolder } from '../../functions/adapters/xlsx/remote-folder.ts';
import { storedWorkbooks } from '../../functions/adapters/xlsx/stored-workbooks.ts';
import type { Store, Workbooks } from '../../shared/ports.ts';
import { rememberedWorkbooks } from '../../shared/run/remembered-workbooks.ts';
import { takeSnapshot } from '../../shared/run/snapshot.ts';
import { anImage, overview, smallWorkbook, violations } from '../adapters/xlsx/support.ts';
import { embeddedStore } from '../support/embedded-store.ts';

/** A folder in memory whose versions are numbers that only grow. */
function aDisk(count: number) {
  const files = new Map<string, { bytes: Buffer; version: number }>();
  let versions = 0;
  const asked = { list: 0, read: 0, write: 0 };
  const save = (name: string, typed: string): void => {
    const cells = ['学号', typed, '姓名', '班级', '政治面貌', '年级'].map(
      (text, at) => `<c r="${'ABCDEF'[at]}1" t="inlineStr"><is><t>${text}</t></is></c>`,
    );
    const row = `<row r="1">${cells.join('')}</row>`;
    files.set(name, { bytes: Buffer.from(smallWorkbook({ 花名册: row })), version: ++versions });
  };
  for (let at = 0; at < count; at++) save(nameOf(at), 'first');
  const port: RemoteFiles = {
    list: async () => {
      asked.list++;
      return [...files].map(([name, { bytes, version }]) => ({ name, version: `${version}`, bytes: bytes.length }));
    },
    read: async (name) => {
      asked.read++;
      const file = files.get(name);
      return file === undefined ? null : { bytes: file.bytes, version: `${file.version}` };
    },
    replace: async (name, bytes, ifVersion) => {
      asked.write++;
      if (`${files.get(name)?.version}` !== ifVersion) return { status: 'changed' };
      files.set(name, { bytes, version: ++versions });
      return { status: 'replaced', label: `${versions}` };
    },
    create: async () => false,
    remove: async () => {},
    sent: () => ({ read: 0, write: 0 }),
  };
  return { port, save, asked, bytes: (name: string) => files.get(name)?.bytes };
}
const nameOf = (at: number): string => `学院${at}.xlsx`;
const picture = (text: string, checked = 'now') => anImage([overview(checked, 3), violations([{ key: 'A-1', text }])]);

/** One run: reads all, keeps their snapshots as the walk does, and publishes. */
async function run(
  workbooks: Workbooks,
  store: Store,
  count: number,
  text: string,
  checked = 'now',
): Promise<string[]> {
  const typed: string[] = [];
  for (let at = 0; at < count; at++) {
    const raw = await workbooks.read(nameOf(at));
    const { hash, content } = takeSnapshot(raw);
    const head = {
      college: `C${at}`,
      workbook: nameOf(at),
      hash,
      version: raw.version,
      readAt: new Date().toISOString(),
    };
    await store.snapshots.accept(head, () => content);
    typed.push(String(raw.tabs.find(({ title }) => title === '花名册')?.rows[0]?.[1]));
  }
  for (let at = 0; at < count; at++) await workbooks.publish(nameOf(at), picture(text, checked));
  return typed;
}
const opened = (disk: ReturnType<typeof aDisk>, store: Store): Workbooks =>
  rememberedWorkbooks(storedWorkbooks(remoteFolder(disk.port, { settling: 0 })), store, Date.now);

describe('workbooks of a place whose versions can be relied on', () => {
  it('are listed once and neither read nor written in a run that finds nothing new', async () => {
    const disk = aDisk(30);
    const store = await embeddedStore();
    await run(opened(disk, store), store, 30, 'text');
    expect(disk.asked).toEqual({ list: 1, read: 30, write: 30 });
    await run(opened(disk, store), store, 30, 'text', 'a moment later');
    expect(disk.asked).toEqual({ list: 2, read: 30, write: 30 });
  });

  it('cost one reading and one writing each where something is new', async () => {
    const disk = aDisk(3);
    const store = await embeddedStore();
    await run(opened(disk, store), store, 3, 'text');
    disk.save(nameOf(1), 'typed');
    expect(await run(opened(disk, store), store, 3, 'text')).toEqual(['first', 'typed', 'first']);
    expect(disk.asked).toEqual({ list: 2, read: 4, write: 4 });
    await run(opened(disk, store), store, 3, 'another text');
    expect(disk.asked).toEqual({ list: 3, read: 7, write: 7 });
  });

  it('are listed once however long reading and judging take', async () => {
    const disk = aDisk(2);
    const store = await embeddedStore();
    let minutes = 0;
    const files = storedWorkbooks(remoteFolder(disk.port, { settling: 0 }));
    const workbooks = rememberedWorkbooks(files, store, () => minutes * 60_000);
    for (const at of [0, 1]) await workbooks.read(nameOf(at));
    minutes = 5;
    for (const at of [0, 1]) await workbooks.publish(nameOf(at), picture('text'));
    expect(disk.asked).toEqual({ list: 1, read: 2, write: 2 });
  });

  it('show what was published last, though nobody has read them in between', async () => {
    const disk = aDisk(1);
    const store = await embeddedStore();
    await run(opened(disk, store), store, 1, 'text');
    const workbooks = opened(disk, store);
    await workbooks.read(nameOf(0));
    for (const [text, status] of [
      ['another', 'written'],
      ['text', 'written'],
      ['text', 'unchanged'],
    ] as const)
      expect([text, (await workbooks.publish(nameOf(0), picture(text))).status]).toEqual([text, status]);
  });

  it('that were saved between reading and writing are read again by the next run', async () => {
    const disk = aDisk(1);
    const store = await embeddedStore();
    const workbooks = opened(disk, store);
    await workbooks.read(nameOf(0));
    disk.save(nameOf(0), 'typed meanwhile');
    await workbooks.publish(nameOf(0), picture('text'));
    expect(await run(opened(disk, store), store, 1, 'text')).toEqual(['typed meanwhile']);
  });

  it('show what they would show if nothing were remembered, over random saves and runs', async () => {
    const step = fc.oneof(
      fc.record({ save: fc.nat(2), typed: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ text: fc.constantFrom('x', 'y') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const [disk, plain] = [aDisk(3), aDisk(3)];
        const [store, other] = [await embeddedStore(), await embeddedStore()];
        for (const one of steps)
          if ('save' in one) for (const each of [disk, plain]) each.save(nameOf(one.save), one.typed);
          else {
            const bare = storedWorkbooks(remoteFolder(plain.port, { settling: 0 }));
            expect(await run(opened(disk, store), store, 3, one.text)).toEqual(await run(bare, other, 3, one.text));
          }
        for (let at = 0; at < 3; at++) expect(disk.bytes(nameOf(at))).toEqual(plain.bytes(nameOf(at)));
      }),
      { numRuns: 25 },
    );
  });
});
