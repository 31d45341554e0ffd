import { hash, randomUUID } from 'node:crypto';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { davFiles } from '../../functions/adapters/dav/files.ts';
import { davHost } from '../../functions/adapters/dav/http.ts';
import { openClient } from '../../functions/adapters/google/client.ts';
import type { RemoteFiles } from '../../functions/adapters/remote-files.ts';
import { s3Files, s3Folder } from '../../functions/adapters/s3/files.ts';
import { remoteFolder } from '../../functions/adapters/xlsx/remote-folder.ts';
import { storedWorkbooks } from '../../functions/adapters/xlsx/stored-workbooks.ts';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { Refused, TryLater, type WorkbookFiles } from '../../shared/ports.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { aGoogleBackend, notesOf, sheetCalled, typeIn } from '../support/google-server/backend.ts';
import { openGoogleServer } from '../support/google-server/server.ts';
import { APACHE, MOTO, startApache, startMoto, startWsgidav, WSGIDAV } from '../support/other-servers.ts';
import { realGoogle, scratchSpreadsheet } from '../support/real-google.ts';
import { notRun } from '../support/tools.ts';
import { type OpenSubject, type Subject, workbooksContract } from './workbooks-contract.ts';
import { editPart, folderWithSmall, partsOf, partText, violations } from './xlsx/support.ts';

const ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>学号</t></is></c></row>';

const aFile: OpenSubject = async (titles) => {
  const { folder, path } = await folderWithSmall(Object.fromEntries(titles.map((title) => [title, ROW])));
  return fileSubject(folder, path);
};

function fileSubject(folder: string, path: string): Subject {
  return {
    workbooks: xlsxWorkbooks(folder),
    id: 'a',
    type: (tab, cells) => typeInto(path, tab, cells),
    rename: (from, to) => editPart(path, 'xl/workbook.xml', (xml) => xml.replaceAll(from, to)),
    notes: async () => {
      if (!('xl/comments1.xml' in (await partsOf(path)))) return {};
      const xml = await partText(path, 'xl/comments1.xml');
      const comments = [...xml.matchAll(/<comment ref="(\w+)".*?<\/comment>/gs)];
      return Object.fromEntries(
        comments.map(([whole, ref]) => [
          ref,
          [...whole.matchAll(/<t[ >][^<]*/g)]
            .map(([text]) => text.replace(/^<t[^>]*>/, ''))
            .join('')
            .replaceAll('\u200b', ''),
        ]),
      );
    },
  };
}

const aSpreadsheet: OpenSubject = async (titles) => {
  const { server, workbooks } = await aGoogleBackend();
  const id = 'spreadsheet-1';
  for (const sheet of server.add(id, titles).sheets) typeIn(sheet, { A1: '学号' });
  return {
    workbooks,
    id,
    type: (tab, cells) => typeIn(sheetCalled(server.workbook(id), tab), cells),
    rename: (from, to) => {
      sheetCalled(server.workbook(id), from).properties.title = to;
    },
    notes: async (tab) => {
      const notes = notesOf(sheetCalled(server.workbook(id), tab));
      return Object.fromEntries(Object.entries(notes).map(([at, text]) => [at, text.replaceAll('\u200b', '')]));
    },
  };
};

/** A third place: it keeps bytes and an ETag, and nothing of it knows what a workbook is. */
function aStore(): WorkbookFiles<string> & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  const stateOf = (bytes: Uint8Array) => hash('sha256', bytes);
  const need = (id: string): Uint8Array => {
    const bytes = files.get(id);
    if (bytes === undefined) throw new Refused('not there');
    return bytes;
  };
  return {
    files,
    read: async (id) => ({ bytes: need(id), version: stateOf(need(id)) }),
    replace: async (id, chunks, ifVersion) => {
      if (stateOf(need(id)) !== ifVersion) return { status: 'changed' };
      files.set(id, new Uint8Array(Buffer.concat(chunks)));
      return { status: 'replaced' };
    },
  };
}

/** The file of another subject, put into such a store; what users do is done to a copy on disk. */
const aStoredFile: OpenSubject = async (titles) => {
  const { folder, path } = await folderWithSmall(Object.fromEntries(titles.map((title) => [title, ROW])));
  const store = aStore();
  const edited = async (edit: () => Promise<unknown>): Promise<void> => {
    await writeFile(path, store.files.get('a') ?? '');
    await edit();
    store.files.set('a', await readFile(path));
  };
  store.files.set('a', await readFile(path));
  const onDisk = fileSubject(folder, path);
  return {
    workbooks: storedWorkbooks(store),
    id: 'a',
    type: (tab, cells) => edited(async () => onDisk.type(tab, cells)),
    rename: (from, to) => edited(async () => onDisk.rename(from, to)),
    notes: async (tab) => {
      await writeFile(path, store.files.get('a') ?? '');
      return await onDisk.notes(tab);
    },
  };
};

workbooksContract('files', aFile);
await remoteContracts();
workbooksContract('bytes in a store', aStoredFile);
workbooksContract('Google', aSpreadsheet);

test('bytes in a store: what was saved between reading and writing is planned anew, and three times is enough', async () => {
  const { path } = await folderWithSmall({ 花名册: ROW });
  const bytes = await readFile(path);
  const store = aStore();
  let saves = 2;
  const workbooks = storedWorkbooks({
    ...store,
    replace: async (id, chunks, version) => {
      if (saves > 0) {
        saves--;
        return { status: 'changed' };
      }
      return await store.replace(id, chunks, version);
    },
  });
  store.files.set('a', bytes);
  const image = { tabs: [violations([{ key: 'A-1', text: '缺书记' }])], notes: null };
  expect(await workbooks.publish('a', image)).toMatchObject({ status: 'written', requests: { read: 3, write: 1 } });
  saves = 3;
  store.files.set('a', bytes);
  await expect(workbooks.publish('a', image)).rejects.toThrow(TryLater);
  await expect(workbooks.publish('a', image)).resolves.toMatchObject({ status: 'written' });
});

const real = realGoogle(process.env);
const scratch = real === null ? null : scratchSpreadsheet(real.client, real.scratch);
if (scratch !== null) {
  afterAll(() => scratch.remove(), 60_000);
  workbooksContract('Google itself', scratch.open, { timeout: 600_000, tables: 5 });
}

test.runIf(scratch)(
  'Google itself: reachable (set XIETONG_TEST_GOOGLE_CREDENTIALS and XIETONG_TEST_GOOGLE_FOLDER or XIETONG_TEST_GOOGLE_SPREADSHEET)',
  async () => {
    const subject = await scratch?.open(['花名册']);
    expect((await subject?.workbooks.read(subject.id))?.tabs.map(({ title }) => title)).toEqual(['花名册']);
  },
  600_000,
);

test('the suite for Google itself keeps its scratch spreadsheet in order, and deletes it in the end', async () => {
  const server = await openGoogleServer();
  onTestFinished(() => server.close());
  const client = openClient({ credentials: null, api: server.url, perMinute: 6_000 });
  const scratch = scratchSpreadsheet(client, { folder: 'a-folder-on-a-shared-drive' });
  for (const title of ['花名册', '问题清单']) {
    const { workbooks, id, type, rename, notes } = await scratch.open([title]);
    await type(title, { B2: '张三', C2: 3 });
    await rename(title, '改名');
    const image = { tabs: [], notes: [{ tab: '改名', row: 2, column: 'B', text: '【协同校验】甲' }] };
    await workbooks.publish(id, image);
    expect((await workbooks.read(id)).tabs).toEqual([
      { title: '改名', rows: [['学号'], [null, '张三', 3]], merges: [], sheet: expect.any(Number) },
    ]);
    expect(await notes('改名')).toEqual({ B2: '【协同校验】甲' });
  }
  await scratch.remove();
  expect(server.log.at(-1)).toMatchObject({ method: 'DELETE', path: '/drive/v3/files/created-workbook-1' });
});

test('the suite for Google itself is asked for as a whole or not at all', () => {
  expect(realGoogle({ PATH: '/bin', XIETONG_TEST_GOOGLE_FOLDER: '' })).toBeNull();
  expect(() => realGoogle({ XIETONG_TEST_GOOGLE_FOLDER: 'a-folder-somewhere' })).toThrow(/CREDENTIALS/);
  expect(() => realGoogle({ XIETONG_TEST_GOOGLE_CREDENTIALS: '/a/file.json' })).toThrow(/FOLDER/);
});

/** The same files on a campus disk and in a bucket, behind servers that others wrote. */
async function remoteContracts(): Promise<void> {
  const [wsgidav, apache, bucket] = await Promise.all([startWsgidav(), startApache(), startMoto()]);
  afterAll(() => Promise.all([wsgidav?.stop(), apache?.stop(), bucket?.stop()]));
  for (const [name, disk, { name: program, how }] of [
    ['a campus disk (WsgiDAV)', wsgidav, WSGIDAV],
    ['a campus disk (Apache)', apache, APACHE],
  ] as const)
    if (disk === null) test(notRun(program, how));
    else {
      const host = davHost(`dav+${disk.url}`, 'xietong', 'geheim', 10_000);
      workbooksContract(name, aRemoteFile(davFiles(host), aged(disk.folder)), { timeout: 60_000, tables: 5 });
    }
  if (bucket === null) test(notRun(MOTO.name, MOTO.how));
  else {
    const client = new S3Client({
      endpoint: bucket.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await client.send(new CreateBucketCommand({ Bucket: 'school' }));
    workbooksContract('a bucket (moto)', aRemoteFile(s3Files(client, s3Folder('s3://school/'))), {
      timeout: 60_000,
      tables: 5,
    });
  }
}

/** The server's second is over: a file that was just saved gets an older time than now, and never the same twice. */
function aged(folder: string): (name: string) => Promise<void> {
  let seconds = 1_700_000_000;
  return async (name) => {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs > seconds * 1_000) await utimes(path, ++seconds, seconds);
  };
}

/** A file on another machine; what a user does is done to a copy of it here, which is then saved there. */
function aRemoteFile(files: RemoteFiles, settle: (name: string) => Promise<void> = async () => {}): OpenSubject {
  return async (titles) => {
    const { folder, path } = await folderWithSmall(Object.fromEntries(titles.map((title) => [title, ROW])));
    const name = `${randomUUID()}.xlsx`;
    const onDisk = fileSubject(folder, path);
    const content = async () => {
      await settle(name);
      const { bytes, version } = (await files.read(name, 1e8)) ?? { bytes: Buffer.of(), version: null };
      await writeFile(path, bytes);
      return version ?? '';
    };
    const edited = async (edit: () => Promise<unknown>): Promise<void> => {
      const version = await content();
      await edit();
      expect((await files.replace(name, await readFile(path), version)).status).toBe('replaced');
    };
    await files.create(name, await readFile(path));
    await settle(name);
    const workbooks = storedWorkbooks(remoteFolder(files));
    return {
      workbooks: {
        ...workbooks,
        publish: async (...given) => {
          await settle(name);
          return workbooks.publish(...given);
        },
      },
      id: name,
      type: (tab, cells) => edited(async () => onDisk.type(tab, cells)),
      rename: (from, to) => edited(async () => onDisk.rename(from, to)),
      notes: async (tab) => {
        await content();
        return await onDisk.notes(tab);
      },
    };
  };
}
