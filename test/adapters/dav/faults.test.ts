import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { davFiles } from '../../../functions/adapters/dav/files.ts';
import { davHost } from '../../../functions/adapters/dav/http.ts';
import { isTrustworthy, probeRemote } from '../../../functions/adapters/remote-probe.ts';
import { remoteFolder } from '../../../functions/adapters/xlsx/remote-folder.ts';
import { storedWorkbooks } from '../../../functions/adapters/xlsx/stored-workbooks.ts';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import { Refused, TryLater, type Workbooks } from '../../../shared/ports.ts';
import { typeInto } from '../../support/edit-workbook.ts';
import { type Fault, type FaultyProxy, openFaultyProxy } from '../../support/faulty-proxy.ts';
import { type OtherServer, startWsgidav, WSGIDAV } from '../../support/other-servers.ts';
import { notRun } from '../../support/tools.ts';
import { aFolder, anImage, folderWithSmall, smallWorkbook, violations } from '../xlsx/support.ts';

/** A campus disk that others wrote (WsgiDAV) behind a proxy that spoils one answer. */

/** Interleavings of the law below; `XIETONG_INTERLEAVINGS=10000` plays as many. */
const INTERLEAVINGS = Number(process.env.XIETONG_INTERLEAVINGS ?? 300);

let server: OtherServer | null = null;
let proxy: FaultyProxy;
beforeAll(async () => {
  server = await startWsgidav();
  if (server !== null) proxy = await openFaultyProxy(server.url);
}, 60_000);
afterAll(async () => {
  if (server !== null) await proxy.close();
  await server?.stop();
});

const ROW =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>学号</t></is></c><c r="B1" t="inlineStr"><is><t>姓名</t></is></c></row>';
const image = (text: string) => anImage([violations([{ key: 'A-1', text }])]);
/** Milliseconds that a server on a busy machine gets where nothing is wrong, and where something is. */
const PATIENT = 20_000;
const HASTY = 700;
const files = (limit = PATIENT) => davFiles(davHost(`dav+${proxy.endpoint}/`, 'xietong', 'geheim', limit));
const workbooks = (limit = PATIENT): Workbooks => storedWorkbooks(remoteFolder(files(limit), { settling: 10 }));
const pathOf = (name: string): string => join(server?.folder ?? '', name);
let seconds = 1_600_000_000;
/** Saves as a person does, each time in another second long ago. */
async function settle(name: string): Promise<void> {
  await utimes(pathOf(name), ++seconds, seconds);
}
async function aFile(name: string): Promise<void> {
  const { path } = await folderWithSmall({ 花名册: ROW });
  await writeFile(pathOf(name), await readFile(path));
  await settle(name);
}
/** What stands in the file: our text, and what the user typed. */
async function standing(name: string): Promise<{ readonly ours: unknown; readonly typed: unknown }> {
  const { tabs } = await xlsxWorkbooks(server?.folder ?? '').read(name);
  const typed = tabs.find(({ title }) => title === '花名册')?.rows[0]?.[1];
  const list = tabs.find(({ output }) => output !== undefined);
  return { ours: JSON.stringify(list?.rows ?? null), typed };
}
const failure = async (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    () => null,
    (error: unknown) => error,
  );
const whenThere = (name: string, test: () => Promise<void>, timeout = 60_000) =>
  it(name, { timeout }, async ({ skip }) => {
    if (server === null) return skip(notRun(WSGIDAV.name, WSGIDAV.how));
    await test();
  });

const FAULTS: Readonly<Record<string, Fault>> = {
  'no connection': 'cut-before',
  'a lost answer': 'cut-after',
  'half an answer': 'half',
  'no answer': 'hang',
  'a file that others have changed (412)': { status: 412, type: '' },
  'a locked file (423)': { status: 423, type: '' },
  'too many requests (429)': { status: 429, type: '', headers: { 'retry-after': '7' } },
  'no room (507)': { status: 507, type: '' },
  'a server that fails (500)': { status: 500, type: '' },
  'no permission (403)': { status: 403, type: '' },
  'a redirect (302)': { status: 302, type: '', headers: { location: 'http://127.0.0.1:9/' } },
};

describe('a campus disk at fault', () => {
  whenThere('never loses what a user typed nor leaves half a file, whatever fails at whichever request', async () => {
    const name = 'faults.xlsx';
    await aFile(name);
    proxy.plan(() => null);
    await workbooks().publish(name, image('first'));
    const requests = proxy.operations().length;
    expect(requests).toBe(2);
    let tried = 0;
    for (const [fault, kind] of Object.entries(FAULTS))
      for (let at = 1; at <= requests; at++) {
        await aFile(name);
        typeInto(pathOf(name), '花名册', { B1: `typed ${tried}` });
        await settle(name);
        proxy.plan(({ number }) => (number === at ? kind : null));
        const error = await failure(workbooks(HASTY).publish(name, image(`text ${tried}`)));
        expect(
          error === null || error instanceof TryLater || error instanceof Refused,
          `${fault} at ${at}: ${error}`,
        ).toBe(true);
        proxy.plan(() => null);
        await settle(name);
        expect((await standing(name)).typed, `${fault} at ${at}`).toBe(`typed ${tried}`);
        // The next night puts everything right.
        await workbooks().publish(name, image(`text ${tried}`));
        await settle(name);
        const { ours, typed } = await standing(name);
        expect([typed, String(ours).includes(`text ${tried}`)], `${fault} at ${at}`).toEqual([`typed ${tried}`, true]);
        expect((await workbooks().publish(name, image(`text ${tried}`))).status).toBe('unchanged');
        tried++;
      }
    expect(tried).toBe(22);
  });

  whenThere('says what it was, and who must do what', async () => {
    const name = 'words.xlsx';
    await aFile(name);
    const atPut = async (fault: Fault): Promise<unknown> => {
      proxy.plan(({ method }) => (method === 'PUT' ? fault : null));
      const error = await failure(workbooks().publish(name, image(`${Math.random()}`)));
      return error instanceof Error ? [error.constructor, error.message] : error;
    };
    const about = (words: string): string => `工作簿“${name}”：${words}`;
    expect(await atPut({ status: 507, type: '' })).toEqual([
      TryLater,
      about('网盘空间不足，没有写入。请清理网盘或扩大容量'),
    ]);
    expect(await atPut({ status: 429, type: '' })).toEqual([TryLater, about('网盘忙或限速，稍后重试')]);
    expect(await atPut({ status: 403, type: '' })).toEqual([
      Refused,
      about('网盘没有给这个账户权限。请网盘的管理员或文件夹的所有者把它设为“可编辑”'),
    ]);
    expect(await atPut({ status: 412, type: '' })).toEqual([
      TryLater,
      about('读写期间文件一直在被保存，本次没有写入，稍后重试'),
    ]);
    proxy.plan(({ method }) => (method === 'PUT' ? { status: 423, type: '' } : null));
    expect((await workbooks().publish(name, image('locked'))).status).toBe('locked');
    proxy.plan(({ method }) => (method === 'PUT' ? 'cut-after' : null));
    expect(await workbooks().publish(name, image('lost'))).toMatchObject({ status: 'written', requests: { write: 1 } });
  });

  whenThere('is tried: an honest one may be written to, one that takes every write is only read', async () => {
    proxy.plan(() => null);
    expect(await probeRemote(files(), 'busy')).toEqual({ refusesOld: true, versionMoves: true, createsOnce: true });
    // Its condition is taken away on the way: a server that does not look at If-Match.
    const careless = davFiles({
      ...davHost(`dav+${proxy.endpoint}/`, 'xietong', 'geheim', 5_000),
    });
    const deaf = {
      ...careless,
      replace: async (name: string, bytes: Buffer) => {
        const now = await careless.read(name, 1_000);
        return careless.replace(name, bytes, now?.version ?? '');
      },
    };
    const probe = await probeRemote(deaf, 'busy');
    expect([probe.refusesOld, isTrustworthy(probe)]).toEqual([false, false]);
    expect((await files().list()).filter(({ name }) => name.startsWith('.xietong-probe'))).toEqual([]);
  });
});

describe('users and we at the same file', () => {
  /** A server in memory that does what RFC 9110 says of If-Match; `deaf`: it does not look at it. */
  function aDisk(deaf = false) {
    let bytes: Buffer = Buffer.of();
    let version = 0;
    return {
      save: (next: Buffer) => {
        bytes = next;
        version++;
      },
      bytes: () => bytes,
      files: {
        list: async () => [],
        read: async () => ({ bytes, version: String(version) }),
        replace: async (_: string, next: Buffer, ifVersion: string) => {
          if (!deaf && ifVersion !== String(version)) return { status: 'changed' as const };
          bytes = next;
          version++;
          return { status: 'replaced' as const, label: String(version) };
        },
        create: async () => false,
        remove: async () => {},
        sent: () => ({ read: 0, write: 0 }),
      },
    };
  }

  /** Interleaves saves of a user with our publishings; gives whether every cell that was typed still stands. */
  async function play(folder: string, moments: readonly number[], deaf: boolean): Promise<boolean> {
    const disk = aDisk(deaf);
    disk.save(Buffer.from(smallWorkbook({ 花名册: ROW })));
    const typed: string[] = [];
    const type = async (): Promise<void> => {
      const file = join(folder, 'user.xlsx');
      await writeFile(file, disk.bytes());
      typed.push(`typed ${typed.length}`);
      typeInto(file, '花名册', { [typed.length % 2 === 0 ? 'A1' : 'B1']: typed.at(-1) ?? '' });
      disk.save(await readFile(file));
    };
    let calls = 0;
    const during = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
      const answer = await call();
      if (moments.includes(++calls)) await type();
      return answer;
    };
    const { files } = disk;
    const port = storedWorkbooks(
      remoteFolder(
        {
          ...files,
          read: () => during(files.read),
          replace: async (name, bytes, version) => {
            if (moments.includes(-calls)) await type();
            return during(() => files.replace(name, bytes, version));
          },
        },
        { settling: 0 },
      ),
    );
    for (let night = 1; night <= 2; night++)
      await port.publish('a.xlsx', image(`night ${night}`)).catch((error: unknown) => {
        if (!(error instanceof TryLater)) throw error;
      });
    await writeFile(join(folder, 'end.xlsx'), disk.bytes());
    const [row] = (await xlsxWorkbooks(folder).read('end')).tabs[0]?.rows ?? [];
    const last = (at: number) => typed.filter((_, index) => (index + 1) % 2 === at).at(-1);
    return [last(0) ?? '学号', last(1) ?? '姓名'].every((text, at) => row?.[at] === text);
  }
  const moments = fc.array(fc.integer({ min: -8, max: 8 }), { maxLength: 6 });

  it('lose no cell, whenever a user saves', { timeout: 600_000 }, async () => {
    const folder = await aFolder();
    await fc.assert(
      fc.asyncProperty(moments, async (at) => play(folder, at, false)),
      { numRuns: INTERLEAVINGS },
    );
  });

  it('would lose cells on a disk that does not look at If-Match: the law above can fail', async () => {
    const folder = await aFolder();
    const broken = await fc.check(
      fc.asyncProperty(moments, async (at) => play(folder, at, true)),
      { numRuns: 200 },
    );
    expect(broken.failed).toBe(true);
  });
});
